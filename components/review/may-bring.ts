import type { PrintFile, Review } from "./review-types.ts";

const needed = {
  multitrack: "set.upload",
  stem: "set.upload",
  document: "set.upload",
  rough_mix: "set.upload",
  mix_print: "mix.upload",
  premaster: "premaster.upload",
  master: "master.upload",
} as const satisfies Record<PrintFile["kind"], Review["me"]["grants"][number]>;

/** Who may bring a kind of file may also have its listening copy made again. */
export const mayBring = (review: Review, kind: PrintFile["kind"]) => review.me.grants.includes(needed[kind]);
