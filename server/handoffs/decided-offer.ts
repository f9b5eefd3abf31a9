import { type Decided, decided } from "../decisions.ts";
import type { Check, HandOff, HandOffFile } from "../generated/prisma/client.ts";

/** An offer decides what is passed and why what was found is meant: each row of it is in the history. */
export const decidedOffer = (
  handOff: HandOff,
  files: readonly HandOffFile[],
  checks: readonly Check[],
): Decided[] => [
  decided("HandOff", handOff),
  ...files.map((file) => decided("HandOffFile", file)),
  ...checks.map((check) => decided("Check", check)),
];
