import { about } from "../event-shape.ts";
import { listed, songWords } from "../event-words.ts";

export const projectsEvents = {
  "project.created": about<{ projectId: string }>()({
    sentence: () => "made the project",
    decision: true,
    reader: "project.see",
  }),
  "project.changed": about<{ projectId: string; fields: string[] }>()({
    sentence: ({ fields }) => `changed ${listed(fields.map(fieldWords))}`,
    decision: true,
    reader: "project.see",
  }),
  "song.added": about<{ songId: string }>()({
    sentence: ({ songId }, n) => `added the song ${songWords(songId, n)}`,
    decision: true,
    reader: "project.see",
  }),
  "song.renamed": about<{ songId: string }>()({
    sentence: ({ songId }, n) => `renamed a song to ${songWords(songId, n)}`,
    decision: true,
    reader: "project.see",
  }),
  "reference.added": about<{ referenceId: string }>()({
    sentence: () => "added a reference",
    decision: true,
    reader: "project.see",
  }),
  "reference.removed": about<{ referenceId: string }>()({
    sentence: () => "took a reference away",
    decision: true,
    reader: "project.see",
  }),
};

const fields: Record<string, string> = {
  title: "the title",
  artistName: "the artist's name",
  brief: "the brief",
  dueOn: "a due date",
  sampleRateHz: "the sample rate",
  bitDepth: "the bit depth",
  fileNamePattern: "the file names",
};
const fieldWords = (field: string) => fields[field] ?? field;
