import { expect, test } from "vitest";
import { sniff } from "./sniff.ts";
import type { Sniffed } from "./types.ts";

function sniffed(content: Buffer | string): Promise<Sniffed> {
  const bytes = Buffer.from(content as string, "latin1");
  return sniff({
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  });
}

const hex = (digits: string) => Buffer.from(digits.replaceAll(" ", ""), "hex");
const MP3_FRAME = Buffer.concat([hex("fffb9064"), Buffer.alloc(413)]);
const id3 = (size: number) =>
  Buffer.concat([hex("494433 0400 00 0000"), Buffer.from([size >> 7, size & 127]), Buffer.alloc(size)]);

test.each([
  ["RIFF\x00\x00\x00\x00WAVEfmt ", "wav"],
  ["RF64\xff\xff\xff\xffWAVEds64", "rf64"],
  ["BW64\xff\xff\xff\xffWAVEds64", "rf64"],
  [hex("726966662e91cf11a5d628db04c10000"), "w64"],
  ["FORM\x00\x00\x00\x00AIFFCOMM", "aiff"],
  ["FORM\x00\x00\x00\x00AIFCFVER", "aiff"],
  ["fLaC\x00\x00\x00\x22", "flac"],
  ["\x00\x00\x00\x20ftypM4A ", "mp4"],
  ["OggS\x00\x02", "ogg"],
  ["caff\x00\x01", "caf"],
  [Buffer.concat([MP3_FRAME, MP3_FRAME]), "mp3"],
  [Buffer.concat([id3(900), MP3_FRAME]), "mp3"],
  [Buffer.concat([id3(900), id3(90), Buffer.from("fLaC")]), "flac"],
])("audio is known by its first bytes: %#", async (content, container) => {
  expect(await sniffed(content)).toEqual({ kind: "audio", container });
});

test.each([
  "#EXTM3U\nhttp://example.com/a.ts",
  "\xef\xbb\xbf#EXTM3U\n",
  "ffconcat version 1.0\nfile '/etc/passwd'\n",
  "file '/etc/passwd'\n",
  "file one.wav\nduration 3.5\n\n# two\nfile_packet_metadata a=b\nfile two.wav\nhalf a li",
  "[playlist]\nFile1=http://example.com\n",
  '<?xml version="1.0"?>\n<!-- a -->\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">',
  "<smil><body/></smil>",
  `<?xml version="1.0"?>${"<!---->".repeat(150)} <!-- a <smil> --><MPD>`,
])("a playlist is known whatever it is called: %#", async (content) => {
  expect(await sniffed(content)).toEqual({ kind: "playlist" });
});

test.each([
  ["%PDF-1.7", "pdf"],
  ["Verse 1\nThe rain came down\n", "text"],
  [Buffer.from("Straße\n"), "text"],
  [Buffer.concat([hex("fffe"), Buffer.from("Lyrics", "utf16le")]), "text"],
  [Buffer.concat([hex("feff"), Buffer.from("Lyrics", "utf16le").swap16()]), "text"],
  ["Stra\xdfe \x96 caf\xe9\r\n", "text"],
  ["File name,Track\nKick.wav,1\n", "text"],
  ["File\nKick.wav\n", "text"],
  ["<REAPER_PROJECT 0.1", "text"],
  ["{\\rtf1\\ansi", "rtf"],
  [hex("504b0304 14000600"), "zip"],
  [hex("1f8b0800"), "gzip"],
  [hex("d0cf11e0a1b11ae1"), "office"],
  [hex("89504e470d0a1a0a"), "png"],
  [hex("ffd8ffe000104a464946"), "jpeg"],
  ["MThd\x00\x00\x00\x06", "midi"],
  ["RIFF\x00\x00\x00\x00NUND", "daw-session"],
] as const)("a document is known by its first bytes: %#", async (content, type) => {
  expect(await sniffed(content as Buffer | string)).toEqual({ kind: "document", type });
});

test("a WAV behind an ID3 tag is none, for nothing else would read it", async () => {
  expect(await sniffed(Buffer.concat([id3(300), Buffer.from("RIFF0000WAVE")]))).not.toMatchObject({
    kind: "audio",
  });
});

test.each([hex("00010203"), "Stra\xdfe \x81", hex("ff fb 90 64 00 00"), "RIFF\x00\x00\x00\x00AVI "])(
  "anything else is unknown: %#",
  async (content) => {
    const padded = Buffer.concat([Buffer.from(content as string, "latin1"), Buffer.alloc(2000, 7)]);
    expect(await sniffed(padded)).toEqual({ kind: "unknown" });
  },
);

test.each([
  ["Windows", "4d5a9000"],
  ["Linux", "7f454c46"],
  ["macOS", "cffaedfe"],
  ["universal macOS", "cafebabe"],
  ["script", "23212f62"],
])("a %s program is known", async (_, magic) => {
  expect(await sniffed(Buffer.concat([hex(magic), Buffer.alloc(2000, 7)]))).toEqual({ kind: "program" });
});

// Each would keep a pattern that tries every way of reading it busy for ever.
test.each([
  ["comments", "<!---->".repeat(150)],
  ["comments and blanks", "<!-- -->  ".repeat(400)],
  ["comments within a comment", "<!--".repeat(1000)],
  ["a declaration without an end", `<?xml ${"?".repeat(4000)}`],
  ["blanks", `${" ".repeat(4000)}x`],
  ["orders", `file_${"a".repeat(4000)}`],
  ["lines of blanks", " \n".repeat(2000)],
])("a text made of %s is just a text", async (_, content) => {
  expect(await sniffed(content)).toEqual({ kind: "document", type: "text" });
});

test("a text that ends inside a character within the first bytes is still text", async () => {
  expect(await sniffed(Buffer.from("ä".repeat(5000)))).toEqual({ kind: "document", type: "text" });
  expect(await sniffed(Buffer.from(`a${"ä".repeat(5000)}`))).toEqual({ kind: "document", type: "text" });
});

test("an empty file is empty", async () => {
  expect(await sniffed("")).toEqual({ kind: "empty" });
});
