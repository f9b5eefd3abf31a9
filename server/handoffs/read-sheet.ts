import type { FileKind } from "../files/schema.ts";
import { store } from "../storage/current.ts";
import { namesOnSheet } from "./names-on-sheet.ts";
import { isReadable, type Sheet, sheetsOf } from "./rules.ts";

type Row = {
  id: string;
  studioId: string;
  name: string;
  kind: FileKind;
  sha256: string;
  uploadedAt: Date;
  object: { sizeBytes: bigint };
};

const sheetLimitBytes = 65_536;
const sheetLimitTracks = 400;

/** The track sheet among the files of a set, with what it names, or why it cannot be compared with them. */
export async function readSheet(files: readonly Row[]): Promise<Sheet | null> {
  const [file] = sheetsOf(files);
  if (!file) return null;
  const { id, name } = file;
  if (!isReadable(file)) return { id, name, unread: "save it as CSV or plain text, too, and bring that." };
  if (Number(file.object.sizeBytes) > sheetLimitBytes)
    return { id, name, unread: "it is larger than 64 kB. Bring one that holds the names alone." };
  const others = files.filter((f) => f !== file).map((f) => f.name);
  const tracks = namesOnSheet(await contentOf(file), others);
  if (tracks.length === 0)
    return { id, name, unread: "it has no column of names, and no lines that name audio files." };
  if (tracks.length > sheetLimitTracks)
    return { id, name, unread: `it names more than ${sheetLimitTracks} tracks.` };
  return { id, name, tracks };
}

async function contentOf({ studioId, sha256 }: Row): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read({ studioId, sha256 })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
