import { newId } from "@/components/new-id.ts";
import type { ProjectKind, Stage } from "@/server/generated/prisma/client.ts";

/** What the form holds while it is filled in; a line of a song has a key of its own, so that it can move. */
export type Draft = {
  projectId: string;
  kind: ProjectKind;
  title: string;
  artistName: string;
  stages: Stage[];
  songs: SongLine[];
  sampleRateHz: number;
  bitDepth: number;
  fileNamePattern: string;
  brief: string;
  dueOn: string;
};
export type SongLine = { key: string; title: string };

export const emptyDraft = (key: string): Draft => ({
  projectId: newId(),
  kind: "single",
  title: "",
  artistName: "",
  stages: ["recording", "mixing", "mastering", "delivery"],
  songs: [{ key, title: "" }],
  sampleRateHz: 48_000,
  bitDepth: 24,
  fileNamePattern: "{artist} - {song} ({revision})",
  brief: "",
  dueOn: "",
});

export type FieldErrors = Partial<Record<keyof Draft, string>> & { songLines: Record<string, string> };

/** Moves a line up or down by one; at the end of the list it stays. */
export function movedLine(songs: readonly SongLine[], at: number, by: -1 | 1): SongLine[] {
  const to = at + by;
  const moving = songs[at];
  if (!moving || to < 0 || to >= songs.length) return [...songs];
  return songs.toSpliced(at, 1).toSpliced(to, 0, moving);
}
