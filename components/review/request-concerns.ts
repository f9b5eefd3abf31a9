import type { SendRequest } from "@/server/review/schema.ts";

type Concern = NonNullable<SendRequest["concerns"]>[number];

/** What a request may name, in the order of the sheet. Written out here, because the schema would bring zod along. */
export const concerns: readonly Concern[] = [
  "vocals",
  "drums",
  "bass",
  "guitars",
  "keys",
  "low end",
  "top end",
  "effects",
  "balance",
  "edits",
  "format",
];

export type { Concern };
