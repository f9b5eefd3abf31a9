import type { SetPage } from "@/server/handoffs/queries.ts";

export type { SetPage } from "@/server/handoffs/queries.ts";
export type SetFile = SetPage["files"][number];
export type HandOff = SetPage["handOffs"][number];
