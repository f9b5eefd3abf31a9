import type { FileKind } from "../files/schema.ts";
import type { SetKind } from "./schema.ts";

/** What a set's own files are. */
export const trackKind = { multitracks: "multitrack", stems: "stem" } as const satisfies Record<
  SetKind,
  FileKind
>;
