import type { FileKind } from "@/server/files/schema.ts";

const audio = /\.(wav|wave|bwf|rf64|w64|aiff?|aifc|flac|mp3|m4a|mp4|aac|ogg|oga|opus|caf|wma)$/i;
/** "Rough mix", "roughmix v2", "Song - rough", "Song rough 2026-11-20": the word, and after it nothing that names a track. */
const rough = /(^|[^a-z])rough([\s._-]*(mix|bounce|balance|print|master|ref)|[\s._-]*(v?\d[\d.\s_-]*)?$)/i;
const named: readonly { kind: FileKind; folder: RegExp }[] = [
  { kind: "rough_mix", folder: /^rough[\s_-]*mix(es)?$|^roughs?$/i },
  { kind: "multitrack", folder: /^multi[\s_-]*tracks?$|^raw[\s_-]*tracks?$/i },
  { kind: "stem", folder: /^stems?$/i },
  { kind: "document", folder: /^(documents?|docs)$/i },
];

/** What a file most likely is, of the kinds that are asked for. `path` is as it was dropped: "Stems/Kick.wav". */
export function guessKind(path: string, kinds: readonly FileKind[], defaultKind: FileKind): FileKind {
  const parts = path.split("/");
  const name = parts.at(-1) ?? path;
  const guess = audio.test(name) ? audioKind(name, parts.slice(0, -1), kinds) : "document";
  return guess !== undefined && kinds.includes(guess) ? guess : defaultKind;
}

function audioKind(
  name: string,
  folders: readonly string[],
  kinds: readonly FileKind[],
): FileKind | undefined {
  if (rough.test(name.replace(audio, ""))) return "rough_mix";
  // The folder nearest to the file knows best; audio in a folder of documents is still audio.
  const nearest = folders.toReversed().flatMap((folder) => named.filter((n) => n.folder.test(folder.trim())));
  return nearest.find((n) => n.kind !== "document" && kinds.includes(n.kind))?.kind;
}

/** What systems leave in folders and nobody means to send. */
export function isLeftover(path: string): boolean {
  return path.split("/").some((part) => /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini|Icon\r)$/i.test(part));
}
