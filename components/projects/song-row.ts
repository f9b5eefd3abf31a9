import type { Board } from "@/server/overview/queries.ts";

/** A song with its stages, as the board and the project's page read it. */
export type SongRow = Board["projects"][number]["songs"][number];
export type SongStage = SongRow["stages"][number];
