import type { Permission } from "../access/permissions.ts";
import { about, announcing } from "../event-shape.ts";
import { type NamedFile, type Names, personWords, songWords } from "../event-words.ts";
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

/** Nobody hears what is still coming in: it may be refused. */
export const readerOfUpload = ({ fileKind }: { fileKind: FileKind }): Permission =>
  fileKind === "rough_mix" ? "set.see" : broughtFor[fileKind];

const isPrint = (kind: FileKind) => kind === "mix_print" || kind === "premaster" || kind === "master";

/** A print that was sent is everyone's to hear. */
export const readerOfFile = ({ fileKind, sent }: { fileKind: FileKind; sent?: boolean }): Permission =>
  sent && isPrint(fileKind) ? "revision.hear" : broughtFor[fileKind];

// Events from before fileKind was on record do not hold it; no sentence reads it.
type OfUpload = { uploadId: string; songId: string; fileKind: FileKind };
type OfFile = { fileId: string; songId: string; fileKind: FileKind };

export const filesEvents = {
  "upload.started": about<OfUpload>()({
    sentence: ({ uploadId, songId }, n) =>
      `began to upload ${fileWords(n.uploads[uploadId])} to ${songWords(songId, n)}`,
    decision: false,
    reader: readerOfUpload,
  }),
  "upload.given_up": about<OfUpload>()({
    sentence: ({ uploadId, songId }, n) =>
      `gave up uploading ${fileWords(n.uploads[uploadId])} to ${songWords(songId, n)}`,
    decision: false,
    reader: readerOfUpload,
  }),
  "file.refused": about<OfUpload & { code: string }>()({
    sentence: ({ uploadId, songId }, n) => `refused ${broughtWords(n.uploads[uploadId], songId, n)}`,
    decision: false,
    reader: readerOfUpload,
  }),
  "file.kept": about<OfFile & { sha256: string }>()({
    sentence: ({ fileId, songId }, n) => `took in ${broughtWords(n.files[fileId], songId, n)}`,
    decision: false,
    reader: readerOfFile,
  }),
  "file.set_aside": about<OfFile>()({
    sentence: ({ fileId, songId }, n) => `set ${fileWords(n.files[fileId])} of ${songWords(songId, n)} aside`,
    decision: false,
    reader: readerOfFile,
  }),
  "file.kind_changed": about<{ fileId: string; songId: string; from: FileKind; to: FileKind }>()({
    sentence: ({ fileId, songId, from, to }, n) =>
      `changed ${fileWords(n.files[fileId])} of ${songWords(songId, n)} from ${kindWords(from)} to ${kindWords(to)}`,
    decision: false,
    // Who saw it as what it was sees it go.
    reader: ({ from, to }) => [from, to].map((fileKind) => readerOfFile({ fileKind })),
  }),
  "file.restored": about<OfFile>()({
    sentence: ({ fileId, songId }, n) =>
      `brought ${fileWords(n.files[fileId])} back to ${songWords(songId, n)}`,
    decision: false,
    reader: readerOfFile,
  }),
};

export const filesAnnouncements = {
  "upload.received": announcing<{ songId: string; fileKind: FileKind }>()({
    reader: readerOfUpload,
    underWay: true,
  }),
};

const fileWords = (file: NamedFile | undefined) => file?.name ?? "a file";
const broughtWords = (file: NamedFile | undefined, songId: string, n: Names) =>
  file
    ? `${file.name}, which ${personWords(file.byId, n)} brought to ${songWords(songId, n)}`
    : `a file of ${songWords(songId, n)}`;

const kindWords = (kind: string) => `a ${kind.replaceAll("_", " ")}`;
