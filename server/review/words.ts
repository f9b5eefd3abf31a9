import type { NoteKind, Stage } from "../generated/prisma/client.ts";

/** "Mix 2", "Master 1". */
export const revisionLabel = (stage: Stage, number: number) =>
  `${stage === "mastering" ? "Master" : "Mix"} ${number}`;

/** What is asked, as opposed to praised or explained. */
export const asks = (kind: NoteKind) => kind === "request" || kind === "mix_revision_request";

/** What a mix-revision request may name, in the order of its form. */
export const requestConcerns = [
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
] as const;
export type RequestConcern = (typeof requestConcerns)[number];
