import type { Print, Revision } from "./review-types.ts";

type File = Pick<Print, "kind" | "name" | "sha256">;

/** The revision that is this very file: brought again, it is no print of its own. */
export const sentAlready = (revisions: readonly Revision[], arrived: readonly File[]) =>
  revisions.find(({ file }) =>
    arrived.some((a) => a.kind === file.kind && a.name === file.name && a.sha256 === file.sha256),
  );
