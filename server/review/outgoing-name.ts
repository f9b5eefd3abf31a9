import type { AudioContainer } from "../audio/types.ts";
import type { Stage } from "../generated/prisma/client.ts";
import { filledPattern } from "../projects/words.ts";
import { fileNameOf } from "../storage/file-name.ts";
import { revisionLabel } from "./words.ts";

type Outgoing = {
  project: { fileNamePattern: string; artistName: string; title: string };
  song: { title: string };
  revision: { stage: Stage; number: number };
  /** Null until it is measured: then nobody knows what it really is. */
  report: { container: string } | null;
  file: { name: string };
};

/** How a revision is called where it leaves the house: by the project's pattern, ending in what it really is. */
export function outgoingName({ project, song, revision, report, file }: Outgoing): string {
  if (!report) return fileNameOf(file.name);
  const stem = filledPattern(project.fileNamePattern, {
    artist: project.artistName,
    project: project.title,
    song: song.title,
    revision: revisionLabel(revision.stage, revision.number),
  });
  return fileNameOf(`${fileNameOf(stem)}.${endings[report.container as AudioContainer]}`);
}

const endings: Record<AudioContainer, string> = {
  wav: "wav",
  rf64: "wav",
  w64: "w64",
  aiff: "aiff",
  flac: "flac",
  mp3: "mp3",
  mp4: "m4a",
  ogg: "ogg",
  caf: "caf",
};
