import { about } from "../event-shape.ts";
import { type Names, songWords } from "../event-words.ts";

// That a song was passed on is everyone's to know; what of its set may be seen is asked of its files.

export const handoffsEvents = {
  "handoff.offered": about<{ handOffId: string; songId: string; files: number }>()({
    sentence: ({ handOffId, songId, files }, n) =>
      `handed off ${handOffWords(handOffId, n)} of ${songWords(songId, n)}${toStage(handOffId, n)}, ${files} ${files === 1 ? "file" : "files"}`,
    decision: true,
    reader: "project.see",
    concerns: ["receivers"],
  }),
  "handoff.accepted": about<{ handOffId: string; songId: string }>()({
    sentence: ({ handOffId, songId }, n) =>
      `accepted ${handOffWords(handOffId, n)} of ${songWords(songId, n)}`,
    decision: true,
    reader: "project.see",
    concerns: ["offerer"],
  }),
  "handoff.returned": about<{ handOffId: string; songId: string }>()({
    sentence: ({ handOffId, songId }, n) =>
      `returned ${handOffWords(handOffId, n)} of ${songWords(songId, n)}`,
    decision: true,
    reader: "project.see",
    concerns: ["offerer"],
  }),
};

function handOffWords(handOffId: string, n: Names) {
  const kind = n.handOffs[handOffId]?.kind;
  if (!kind) return "the files";
  return kind === "premaster" ? "the premaster" : `the ${kind}`;
}

function toStage(handOffId: string, n: Names) {
  const stage = n.handOffs[handOffId]?.toStage;
  return stage ? ` to ${stage}` : "";
}
