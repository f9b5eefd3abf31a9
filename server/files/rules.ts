import type { Permission } from "../access/permissions.ts";
import type { Sniffed } from "../audio/types.ts";
import type { Prisma, SentAs, WorkState } from "../generated/prisma/client.ts";
import type { FileKind } from "./schema.ts";

/** Why something is not taken: a code for the history, words for the person. */
export type Unfit = { code: string; reason: string };

export const bringPermission: Record<FileKind, Permission> = {
  multitrack: "set.upload",
  stem: "set.upload",
  rough_mix: "set.upload",
  document: "set.upload",
  mix_print: "mix.upload",
  premaster: "premaster.upload",
  master: "master.upload",
};

/** What listing files demands, by where they live. */
export const seePermission = { song: "project.see", studio: "studio.files" } as const;

/** What changing a file that is here demands: of a song what bringing its kind does, of the studio itself its files. */
export const changePermission: Record<FileKind | "studio", Permission> = {
  ...bringPermission,
  studio: "studio.files",
};

/** Kinds that people listen to as one piece; they get a listening copy. */
export const isHeardWhole = (kind: FileKind) =>
  kind === "rough_mix" || kind === "mix_print" || kind === "premaster" || kind === "master";

const audioEndings = new Set([
  "wav",
  "wave",
  "bwf",
  "rf64",
  "w64",
  "aif",
  "aiff",
  "aifc",
  "flac",
  "mp3",
  "m4a",
  "mp4",
  "ogg",
  "oga",
  "opus",
  "caf",
]);

type DocumentType = Extract<Sniffed, { kind: "document" }>["type"];

/** What may travel along, and what its first bytes may say. Sessions whose format is secret may say nothing. */
const documentEndings: Record<string, readonly (DocumentType | "unknown")[]> = {
  pdf: ["pdf"],
  txt: ["text"],
  md: ["text"],
  csv: ["text"],
  tsv: ["text"],
  edl: ["text"],
  rtf: ["rtf"],
  docx: ["zip"],
  xlsx: ["zip"],
  pptx: ["zip"],
  odt: ["zip"],
  ods: ["zip"],
  doc: ["office"],
  xls: ["office"],
  pages: ["zip"],
  numbers: ["zip"],
  zip: ["zip"],
  "7z": ["7z"],
  rar: ["rar"],
  gz: ["gzip"],
  tgz: ["gzip"],
  png: ["png"],
  jpg: ["jpeg"],
  jpeg: ["jpeg"],
  webp: ["webp"],
  mid: ["midi"],
  midi: ["midi"],
  als: ["gzip"],
  alp: ["gzip", "unknown"],
  logicx: ["zip"],
  dawproject: ["zip"],
  song: ["zip"],
  bwproject: ["unknown"],
  rpp: ["text"],
  flp: ["daw-session"],
  cpr: ["daw-session"],
  npr: ["daw-session"],
  ptx: ["daw-session", "unknown"],
  ptf: ["daw-session", "unknown"],
  reason: ["unknown"],
  aaf: ["office", "unknown"],
  omf: ["unknown"],
  sesx: ["text"],
};

function endingOf(name: string) {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

const isDocument = (ending: string) => Object.hasOwn(documentEndings, ending);
const maxNameBytes = 240;
const reservedNames = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/;
/** They make "gpj.exe" read "exe.jpg". */
const directionCharacters = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A name is shown, kept and written to other people's disks; it never becomes a path here. */
export function unfitName(kind: FileKind, name: string): Unfit | null {
  const trick = trickIn(name);
  if (trick) return { code: "name", reason: `${trick} Rename the file and drop it again.` };
  const ending = endingOf(name);
  if (ending === "") {
    return {
      code: "type",
      reason: "The name has no ending that says what it is, such as .wav. Rename it and drop it again.",
    };
  }
  if (!audioEndings.has(ending) && !isDocument(ending)) {
    return {
      code: "type",
      reason: `.${ending} is neither audio nor a document that can travel along. Audio: WAV, AIFF, FLAC, CAF, W64, MP3, M4A, Ogg. Pack anything else into a ZIP.`,
    };
  }
  if (kind === "document" && audioEndings.has(ending)) return documentExpected;
  if (kind !== "document" && isDocument(ending)) return audioExpected;
  return null;
}

function trickIn(name: string): string | null {
  if (name.trim() === "") return "The name is empty.";
  if (/[/\\]/.test(name)) return "The name has a slash in it, as if it were a path.";
  if (/^\.+$/.test(name)) return "The name consists of dots alone, as if it were a path.";
  if (controlCharacters.test(name)) return "The name has invisible control characters in it.";
  if (directionCharacters.test(name))
    return "The name has characters in it that change the direction of reading.";
  if (reservedNames.test(name)) return "The name is one that Windows keeps for itself.";
  if (/[<>:"|?*]/.test(name)) return 'The name has one of < > : " | ? * in it, which Windows cannot store.';
  if (/^\s|[\s.]$/.test(name))
    return "The name begins or ends with a space, or ends with a dot, which some computers cut off.";
  if (new TextEncoder().encode(name).length > maxNameBytes) return "The name is too long.";
  return null;
}

const documentExpected: Unfit = {
  code: "kind",
  reason: "A document was expected; this is audio. Drop it as a stem, a multitrack or a mix.",
};
const audioExpected: Unfit = {
  code: "kind",
  reason:
    "Audio was expected; this is a document. Drop it as a document, so that it travels along with the set.",
};

export function unfitSize(sizeBytes: number, maxMb: number): Unfit | null {
  if (sizeBytes === 0)
    return { code: "empty", reason: "The file is empty. Export it again and drop it again." };
  if (sizeBytes > maxMb * 1_000_000) {
    return {
      code: "too_large",
      reason: `The file is ${bytesInWords(sizeBytes)}; at most ${bytesInWords(maxMb * 1_000_000)} are taken. Split it, or ask the studio to raise the limit.`,
    };
  }
  return null;
}

/** Whether the content is what its name and kind say. Audio that passes here is still to be measured. */
export function unfitContent(kind: FileKind, name: string, sniffed: Sniffed): Unfit | null {
  if (sniffed.kind === "empty") return unfitSize(0, 1);
  if (sniffed.kind === "playlist") {
    return {
      code: "playlist",
      reason: "This is a playlist that names other files, not audio. Drop the files themselves.",
    };
  }
  if (sniffed.kind === "program")
    return { code: "program", reason: "This is a program, whatever its name says. Programs are not taken." };
  if (kind !== "document") {
    if (sniffed.kind === "audio") return null;
    if (sniffed.kind === "document" && isDocument(endingOf(name))) return audioExpected;
    return {
      code: "not_audio",
      reason:
        "The name says audio, but what is inside is not audio that can be read. Export it again and drop it again.",
    };
  }
  if (sniffed.kind === "audio") return documentExpected;
  const said = sniffed.kind === "document" ? sniffed.type : "unknown";
  const ending = endingOf(name);
  if (documentEndings[ending]?.includes(said)) return null;
  return {
    code: "not_document",
    reason: `The name says .${ending}, but what is inside is something else. Check the file and drop it again.`,
  };
}

/** Where a file lives: with a song, with somebody who is no client yet, or with the studio itself. */
export type FileHome =
  | { kind: "song"; studioId: string; projectId: string; songId: string }
  | { kind: "lead"; studioId: string; leadId: string }
  | { kind: "studio"; studioId: string };

/** What a row holds of its home. */
export const homeColumns = {
  studioId: true,
  songId: true,
  leadId: true,
  song: { select: { projectId: true } },
} as const satisfies Prisma.FileSelect & Prisma.UploadSelect;

type Housed = {
  studioId: string;
  songId: string | null;
  leadId: string | null;
  song: { projectId: string } | null;
};

export function homeOf({ studioId, songId, leadId, song }: Housed): FileHome {
  if (songId !== null && song) return { kind: "song", studioId, projectId: song.projectId, songId };
  return leadId === null ? { kind: "studio", studioId } : { kind: "lead", studioId, leadId };
}

/** What a row of this home holds. */
export const columnsOf = (home: FileHome) => ({
  studioId: home.studioId,
  songId: home.kind === "song" ? home.songId : null,
  leadId: home.kind === "lead" ? home.leadId : null,
});

/** The history that tells of its files: the project's, or the studio's own. */
export const streamOf = (home: FileHome) => ({
  studioId: home.studioId,
  streamId: home.kind === "song" ? home.projectId : home.studioId,
});

type Past = {
  /** As what it was sent and did not come back. */
  sentAs: readonly SentAs[];
  /** Null where the project has no recording. */
  recording: WorkState | null;
};

/** What was sent stays as it is. A set that came back, or that recording works on again, may change for the next one. */
export function isFixed({ sentAs, recording }: Past): boolean {
  return sentAs.includes("revision") || (sentAs.includes("hand_off") && recording !== "in_progress");
}

export type Act = "see" | "hear" | "take";

/** What is on record of a file and decides who may have it. */
export type Standing = {
  home: FileHome["kind"];
  kind: FileKind;
  broughtBy: string;
  /** It was sent as a revision. */
  sent: boolean;
  /** It is the signed-off master of an approved mastering. */
  released: boolean;
};

/** The rows that are asked whether a file may be had, or changed. */
export const asked = {
  ...homeColumns,
  kind: true,
  broughtBy: true,
  sendings: { where: { takenBackAt: null }, select: { as: true } },
  releases: { where: { endedAt: null }, select: { signOffId: true } },
  song: { select: { projectId: true, workItems: { select: { stage: true, state: true } } } },
} satisfies Prisma.FileSelect;
export type Asked = Prisma.FileGetPayload<{ select: typeof asked }>;

export function standingOf(file: Asked): Standing {
  const { kind, broughtBy, sendings, releases, song } = file;
  return {
    home: homeOf(file).kind,
    kind,
    broughtBy,
    sent: sendings.some(({ as }) => as === "revision"),
    released: releases.length > 0 && stateOf(song, "mastering") === "approved",
  };
}

export const fixed = ({ sendings, song }: Pick<Asked, "sendings" | "song">) =>
  isFixed({ sentAs: sendings.map(({ as }) => as), recording: stateOf(song, "recording") });

const stateOf = (song: Asked["song"], stage: "recording" | "mastering") =>
  song?.workItems.find((item) => item.stage === stage)?.state ?? null;

export type Reader = { key: string; grants: ReadonlySet<Permission> };

/** May this reader have it: asked by everything that hands out a file, a piece of one, or what was made from it. */
export function mayHave(act: Act, file: Standing, reader: Reader): boolean {
  if (file.broughtBy === reader.key) return true;
  return isGranted(act, file, reader.grants) && (act !== "take" || withheld(file, reader) === null);
}

export type Withheld = "not_signed_off";

/** What keeps an original back from who receives it. Nothing does from who works with it, or brought it. */
export function withheld(file: Standing, { key, grants }: Reader): Withheld | null {
  if (file.home !== "song" || file.kind !== "master") return null;
  if (file.broughtBy === key || grants.has("master.upload")) return null;
  if (!file.released) return "not_signed_off";
  return null;
}

/** Seeing is what hearing needs; who sees and may not take gets 403. */
export function isGranted(
  act: Act,
  { home, kind, sent }: Pick<Standing, "home" | "kind" | "sent">,
  grants: ReadonlySet<Permission>,
): boolean {
  if (home === "studio") return grants.has("studio.files");
  if (home === "lead") return false;
  switch (kind) {
    case "multitrack":
    case "stem":
    case "document":
      return grants.has(act === "take" ? "set.download" : "set.see");
    case "rough_mix":
      return grants.has(act === "take" ? "set.download" : "revision.hear");
    case "mix_print":
      if (act === "take") return grants.has("mix.download");
      return grants.has(sent ? "revision.hear" : "mix.upload");
    case "premaster":
      if (act === "take") return grants.has("mix.download");
      return grants.has(sent ? "revision.hear" : "premaster.upload");
    case "master":
      if (act === "take") return grants.has("master.download");
      return grants.has(sent ? "revision.hear" : "master.upload");
  }
}

export function bytesInWords(bytes: number): string {
  for (const [unit, size] of [
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
  ] as const) {
    if (bytes >= size) return `${(bytes / size).toFixed(bytes >= 10 * size ? 0 : 1)} ${unit}`;
  }
  return `${bytes} byte${bytes === 1 ? "" : "s"}`;
}
