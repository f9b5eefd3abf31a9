import type { Permission } from "../access/permissions.ts";
import { about, announcing } from "../event-shape.ts";
import { type NamedFile, type Names, personWords, songWords } from "../event-words.ts";
import type { FileHome } from "./rules.ts";
import type { FileKind } from "./schema.ts";

/** What sees a file that is here and was not sent. */
const broughtFor: Record<FileKind, Permission> = {
  multitrack: "set.see",
  stem: "set.see",
  document: "set.see",
  rough_mix: "revision.hear",
  mix_print: "mix.upload",
  premaster: "premaster.upload",
  master: "master.upload",
};

/** What of a file says who may know of it. Events from before files had other homes than songs do not hold theirs. */
export type Shown = { home?: FileHome["kind"]; fileKind: FileKind; sent?: boolean };

/** Nobody hears what is still coming in: it may be refused. */
export const readerOfUpload = ({ home = "song", fileKind }: Shown): Permission => {
  if (home !== "song") return "studio.files";
  return fileKind === "rough_mix" ? "set.see" : broughtFor[fileKind];
};

const isPrint = (kind: FileKind) => kind === "mix_print" || kind === "premaster" || kind === "master";

/** A print that was sent is everyone's to hear. */
export const readerOfFile = ({ home = "song", fileKind, sent = false }: Shown): Permission => {
  if (home !== "song") return "studio.files";
  return sent && isPrint(fileKind) ? "revision.hear" : broughtFor[fileKind];
};

// Events from before fileKind was on record do not hold it; no sentence reads it.
type OfUpload = { uploadId: string; songId: string | null; fileKind: FileKind };
type OfFile = { fileId: string; songId: string | null; fileKind: FileKind };

const shown = ({ songId, fileKind }: Pick<OfUpload, "songId" | "fileKind">): Shown => ({
  home: songId === null ? "studio" : "song",
  fileKind,
});

export const filesEvents = {
  "upload.started": about<OfUpload>()({
    sentence: ({ uploadId, songId }, n) =>
      `began to upload ${fileWords(n.uploads[uploadId])} to ${homeWords(songId, n)}`,
    decision: false,
    reader: (subject) => readerOfUpload(shown(subject)),
  }),
  "upload.given_up": about<OfUpload>()({
    sentence: ({ uploadId, songId }, n) =>
      `gave up uploading ${fileWords(n.uploads[uploadId])} to ${homeWords(songId, n)}`,
    decision: false,
    reader: (subject) => readerOfUpload(shown(subject)),
  }),
  "file.refused": about<OfUpload & { code: string }>()({
    sentence: ({ uploadId, songId }, n) => `refused ${broughtWords(n.uploads[uploadId], songId, n)}`,
    decision: false,
    reader: (subject) => readerOfUpload(shown(subject)),
  }),
  "file.kept": about<OfFile & { sha256: string }>()({
    sentence: ({ fileId, songId }, n) => `took in ${broughtWords(n.files[fileId], songId, n)}`,
    decision: false,
    reader: (subject) => readerOfFile(shown(subject)),
    followers: ["renders.follow"],
  }),
  "file.set_aside": about<OfFile>()({
    sentence: ({ fileId, songId }, n) => `set ${fileWords(n.files[fileId])} of ${homeWords(songId, n)} aside`,
    decision: false,
    reader: (subject) => readerOfFile(shown(subject)),
    followers: ["renders.follow"],
  }),
  "file.kind_changed": about<{ fileId: string; songId: string; from: FileKind; to: FileKind }>()({
    sentence: ({ fileId, songId, from, to }, n) =>
      `changed ${fileWords(n.files[fileId])} of ${songWords(songId, n)} from ${kindWords(from)} to ${kindWords(to)}`,
    decision: false,
    // Who saw it as what it was sees it go.
    reader: ({ from, to }) => [from, to].map((fileKind) => readerOfFile({ fileKind })),
    followers: ["renders.follow"],
  }),
  "file.restored": about<OfFile>()({
    sentence: ({ fileId, songId }, n) =>
      `brought ${fileWords(n.files[fileId])} back to ${homeWords(songId, n)}`,
    decision: false,
    reader: (subject) => readerOfFile(shown(subject)),
    followers: ["renders.follow"],
  }),
};

export const filesAnnouncements = {
  "upload.received": announcing<{ songId: string | null; fileKind: FileKind }>()({
    reader: (subject) => readerOfUpload(shown(subject)),
    underWay: true,
  }),
  "upload.set_aside": announcing<{ songId: string | null; fileKind: FileKind }>()({
    reader: (subject) => readerOfUpload(shown(subject)),
    underWay: true,
  }),
};

/** Files of no song are the studio's own. */
const homeWords = (songId: string | null, n: Names) =>
  songId === null ? "the studio" : songWords(songId, n);

const fileWords = (file: NamedFile | undefined) => file?.name ?? "a file";
const broughtWords = (file: NamedFile | undefined, songId: string | null, n: Names) =>
  file
    ? `${file.name}, which ${file.byId === null ? "somebody" : personWords(file.byId, n)} brought to ${homeWords(songId, n)}`
    : `a file of ${homeWords(songId, n)}`;

const kindWords = (kind: string) => `a ${kind.replaceAll("_", " ")}`;
