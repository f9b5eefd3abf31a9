import type { FileKind } from "@/server/files/schema.ts";

export const kindWords: Record<FileKind, string> = {
  multitrack: "Multitrack",
  stem: "Stem",
  rough_mix: "Rough mix",
  document: "Document",
  mix_print: "Mix print",
  premaster: "Premaster",
  master: "Master",
};
