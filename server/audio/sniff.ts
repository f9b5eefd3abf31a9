// What a file's first bytes say that it is. A name is never asked: it proves nothing.
import { type Reader, withReader } from "./file-reader.ts";
import { mp3FrameBytes } from "./mp3-header.ts";
import type { AudioContainer, DocumentType, Sniffed } from "./types.ts";

const HEAD_BYTES = 4096;
const MAX_ID3_TAGS = 8;

export function sniffFile(path: string): Promise<Sniffed> {
  return withReader(path, sniff);
}

export async function sniff(reader: Reader): Promise<Sniffed> {
  if (reader.size === 0) return { kind: "empty" };
  if (isProgram(await reader.read(0, 4))) return { kind: "program" };
  const { head, tagged } = await headBehindId3(reader);
  const container = audioContainer(head, tagged);
  if (container) return { kind: "audio", container };
  if (isPlaylist(head)) return { kind: "playlist" };
  const type = documentType(head);
  return type ? { kind: "document", type } : { kind: "unknown" };
}

/** Where the audio starts, behind any ID3v2 tags. */
export async function id3End(reader: Reader): Promise<number> {
  let offset = 0;
  for (let tags = 0; tags < MAX_ID3_TAGS; tags++) {
    const tag = await reader.read(offset, 10);
    if (tag.length < 10 || tag.toString("latin1", 0, 3) !== "ID3") return offset;
    const footer = (tag.readUInt8(5) & 0x10) === 0 ? 0 : 10;
    const size = [6, 7, 8, 9].reduce((sum, at) => (sum << 7) | (tag.readUInt8(at) & 0x7f), 0);
    offset += 10 + size + footer;
  }
  return offset;
}

/** Windows, Linux and macOS programs, and scripts that name their interpreter. */
function isProgram(magic: Buffer): boolean {
  const hex = magic.toString("hex");
  return (
    hex.startsWith("4d5a") ||
    hex.startsWith("2321") ||
    ["7f454c46", "feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe"].includes(hex)
  );
}

async function headBehindId3(reader: Reader): Promise<{ head: Buffer; tagged: boolean }> {
  const start = await id3End(reader);
  return { head: await reader.read(start, HEAD_BYTES), tagged: start > 0 };
}

function audioContainer(head: Buffer, tagged: boolean): AudioContainer | undefined {
  const magic = head.toString("latin1", 0, 4);
  const form = head.toString("latin1", 8, 12);
  if (magic === "fLaC") return "flac";
  if (tagged) return isMp3(head, true) ? "mp3" : undefined;
  if (magic === "RIFF" && form === "WAVE") return "wav";
  if ((magic === "RF64" || magic === "BW64") && form === "WAVE") return "rf64";
  if (head.subarray(0, 16).equals(W64_RIFF)) return "w64";
  if (magic === "FORM" && (form === "AIFF" || form === "AIFC")) return "aiff";
  if (magic === "OggS") return "ogg";
  if (magic === "caff") return "caf";
  if (head.toString("latin1", 4, 8) === "ftyp" && !isImageBrand(form)) return "mp4";
  return isMp3(head, false) ? "mp3" : undefined;
}

const W64_RIFF = Buffer.from("726966662e91cf11a5d628db04c10000", "hex");

function isImageBrand(brand: string): boolean {
  return ["heic", "heix", "mif1", "avif", "crx "].includes(brand);
}

/** Eleven set bits are too common: a second frame must follow the first, unless a tag introduced it. */
function isMp3(head: Buffer, tagged: boolean): boolean {
  const length = mp3FrameBytes(head);
  if (length === undefined) return false;
  return tagged || head.length <= length || mp3FrameBytes(head.subarray(length)) !== undefined;
}

function isPlaylist(head: Buffer): boolean {
  const text = head
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart()
    .toLowerCase();
  if (/^(#extm3u|ffconcat\b|\[playlist\]|\[reference\])/.test(text)) return true;
  if (isConcatScript(text)) return true;
  return /^<(mpd|smil|asx|playlist|smoothstreamingmedia)\b/.test(behindXmlProlog(text));
}

/** By hand, because a pattern for any number of comments, each of any length, can take for ever. */
function behindXmlProlog(text: string): string {
  let at = text.startsWith("<?xml") ? endOf("?>", text, 0) : 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    if (!text.startsWith("<!--", at)) return text.slice(at);
    at = endOf("-->", text, at + 4);
  }
}

/** Of a part that is not closed the end is the text's. */
function endOf(closing: string, text: string, from: number): number {
  const at = text.indexOf(closing, from);
  return at < 0 ? text.length : at + closing.length;
}

/** Every line gives an order: a table whose first column is headed "File name" does not. */
function isConcatScript(text: string): boolean {
  const lines = text.split("\n").slice(0, -1);
  const orders = lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return orders.length > 0 && orders.every((line) => CONCAT_ORDER.test(line));
}

const CONCAT_ORDER =
  /^\s*(file|stream|duration|inpoint|outpoint|option|chapter|exact_stream_id|(file|stream)_\w+)\s/;

const MAGICS: [hex: string, type: DocumentType][] = [
  ["255044462d", "pdf"],
  ["7b5c727466", "rtf"],
  ["504b0304", "zip"],
  ["504b0506", "zip"],
  ["1f8b", "gzip"],
  ["377abcaf271c", "7z"],
  ["526172211a07", "rar"],
  ["d0cf11e0a1b11ae1", "office"],
  ["89504e470d0a1a0a", "png"],
  ["ffd8ff", "jpeg"],
  ["4d546864", "midi"],
  // Pro Tools, and FL Studio.
  ["0330303130313131313030313031303131", "daw-session"],
  ["464c6864", "daw-session"],
];

function documentType(head: Buffer): DocumentType | undefined {
  const start = head.toString("hex", 0, 20);
  const known = MAGICS.find(([magic]) => start.startsWith(magic));
  if (known) return known[1];
  if (head.toString("latin1", 0, 4) === "RIFF") return RIFF_FORMS[head.toString("latin1", 8, 12)];
  return isText(head) ? "text" : undefined;
}

/** NUND is Cubase's project, RMID a MIDI file. */
const RIFF_FORMS: Record<string, DocumentType> = { WEBP: "webp", RMID: "midi", NUND: "daw-session" };

function isText(head: Buffer): boolean {
  if (head[0] === 0xff && head[1] === 0xfe) return isPlain(new TextDecoder("utf-16le").decode(head));
  if (head[0] === 0xfe && head[1] === 0xff) return isPlain(Buffer.from(head).swap16().toString("utf16le"));
  try {
    // As a stream, so that a character cut off at the end of the head is no error.
    return isPlain(new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }));
  } catch {
    return isWindows1252(head);
  }
}

/** Five of its bytes are no character. */
function isWindows1252(head: Buffer): boolean {
  const text = head.toString("latin1");
  return isPlain(text) && !/[\u0081\u008d\u008f\u0090\u009d]/.test(text);
}

function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
}
