import type { OffsetUnit } from "./offset.ts";

export type OffsetDraft = { text: string; unit: OffsetUnit };
export const noOffset: OffsetDraft = { text: "0", unit: "samples" };
