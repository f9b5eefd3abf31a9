import { describe, expect, test } from "vitest";
import { allPermissions, grantsOf, type Permission } from "../access/permissions.ts";
import type { Sniffed } from "../audio/types.ts";
import {
  type Act,
  bytesInWords,
  isFixed,
  mayHave,
  type Standing,
  unfitContent,
  unfitName,
  unfitSize,
  withheld,
} from "./rules.ts";
import { FileKind } from "./schema.ts";

describe("names", () => {
  test.each([
    "01 Kick In.wav",
    "Zürich – Gesang (dry).aiff",
    "mix.1.final.flac",
    "ドラム.WAV",
    `${"a".repeat(236)}.wav`,
  ])("%s is taken as audio", (name) => {
    expect(unfitName("stem", name)).toBeNull();
  });

  test.each([
    ["../../etc/passwd.wav", "slash"],
    ["C:\\mix.wav", "slash"],
    ["..", "dots alone"],
    ["mix\n.wav", "control characters"],
    ["mix\u0000.wav", "control characters"],
    ["\u202Evaw.exe.wav", "direction of reading"],
    ["NUL.wav", "Windows keeps"],
    ["com1.wav", "Windows keeps"],
    ["mix?.wav", "cannot store"],
    [" mix.wav", "begins or ends with a space"],
    ["mix.wav.", "ends with a dot"],
    ["", "empty"],
    [`${"ü".repeat(120)}.wav`, "too long"],
  ])("%j is refused as a trick, in words", (name, words) => {
    expect(unfitName("stem", name)).toMatchObject({ code: "name", reason: expect.stringContaining(words) });
  });

  test.each(["virus.exe", "page.html", "logo.svg", "run.sh", "list.m3u8", "mix", ".wav", "a.constructor"])(
    "%s is of no kind that is taken",
    (name) => {
      expect(unfitName("stem", name)?.code).toBe("type");
      expect(unfitName("document", name)?.code).toBe("type");
    },
  );

  test("audio as a document, and a document as audio, are told where they belong", () => {
    expect(unfitName("document", "vocals.wav")?.reason).toContain("Drop it as a stem");
    expect(unfitName("mix_print", "notes.pdf")?.reason).toContain("Drop it as a document");
  });
});

test("an empty and a too large file are refused, with sizes a person reads", () => {
  expect(unfitSize(0, 100)?.code).toBe("empty");
  expect(unfitSize(100_000_000, 100)).toBeNull();
  expect(unfitSize(123_000_000, 100)).toMatchObject({
    code: "too_large",
    reason: expect.stringContaining("123 MB; at most 100 MB"),
  });
});

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1_500, "1.5 kB"],
  [12_300_000, "12 MB"],
  [5_400_000_000, "5.4 GB"],
])("%d bytes read as %s", (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});

describe("content", () => {
  const audio: Sniffed = { kind: "audio", container: "wav" };
  const document = (type: Extract<Sniffed, { kind: "document" }>["type"]): Sniffed => ({
    kind: "document",
    type,
  });
  const code = (kind: FileKind, name: string, sniffed: Sniffed) =>
    unfitContent(kind, name, sniffed)?.code ?? null;

  test("audio is audio whatever its ending says, and is measured next", () => {
    expect(code("stem", "a.wav", audio)).toBeNull();
    expect(code("stem", "a.flac", audio)).toBeNull();
  });

  test("what a name promises must be inside", () => {
    expect(code("stem", "a.wav", { kind: "unknown" })).toBe("not_audio");
    expect(code("stem", "a.wav", document("text"))).toBe("not_audio");
    expect(code("document", "a.pdf", document("pdf"))).toBeNull();
    expect(code("document", "a.pdf", document("png"))).toBe("not_document");
    expect(code("document", "a.zip", audio)).toBe("kind");
    expect(code("document", "a.docx", document("zip"))).toBeNull();
    expect(code("document", "a.als", document("gzip"))).toBeNull();
    expect(code("document", "a.ptx", { kind: "unknown" })).toBeNull();
    expect(code("document", "a.txt", { kind: "unknown" })).toBe("not_document");
  });

  test("a playlist and an empty file are refused under every name", () => {
    expect(code("stem", "a.wav", { kind: "playlist" })).toBe("playlist");
    expect(code("document", "a.txt", { kind: "playlist" })).toBe("playlist");
    expect(code("document", "a.txt", { kind: "empty" })).toBe("empty");
  });

  test("a program is refused, even as a session whose format nobody knows", () => {
    expect(code("document", "song.ptx", { kind: "program" })).toBe("program");
    expect(code("stem", "a.wav", { kind: "program" })).toBe("program");
  });
});

describe("who may have what of a file", () => {
  const file = (kind: FileKind, more: Partial<Standing> = {}): Standing => ({
    ...{ home: "song" as const, kind, broughtBy: "who brought it", sent: false, released: false },
    ...more,
  });
  const holding = (grants: ReadonlySet<Permission>) => ({ key: "somebody else", grants });
  const can = (act: Act, asked: Standing, role: Parameters<typeof grantsOf>[0][number]) =>
    mayHave(act, asked, holding(grantsOf([role], [])));

  test.each(FileKind.options)("without a grant nothing of a %s, with all of them everything", (kind) => {
    for (const act of ["see", "hear", "take"] as const) {
      for (const sent of [true, false]) {
        expect(mayHave(act, file(kind, { sent, released: true }), holding(new Set()))).toBe(false);
        expect(mayHave(act, file(kind, { sent }), holding(new Set(allPermissions)))).toBe(true);
      }
    }
  });

  test.each(FileKind.options)(
    "who brought a %s has all of it, without any grant and before any sign-off",
    (kind) => {
      const reader = { key: "who brought it", grants: new Set<Permission>() };
      for (const act of ["see", "hear", "take"] as const) expect(mayHave(act, file(kind), reader)).toBe(true);
      expect(withheld(file(kind), reader)).toBeNull();
    },
  );

  test("a client hears what was sent, and neither sees sets nor takes originals", () => {
    expect(can("hear", file("mix_print", { sent: true }), "client")).toBe(true);
    expect(can("see", file("mix_print"), "client")).toBe(false);
    expect(can("hear", file("rough_mix"), "client")).toBe(true);
    expect(can("hear", file("premaster", { sent: true }), "recording_engineer")).toBe(true);
    expect(can("see", file("premaster"), "recording_engineer")).toBe(false);
    expect(can("see", file("stem"), "client")).toBe(false);
    expect(can("take", file("mix_print", { sent: true }), "client")).toBe(false);
    expect(can("take", file("rough_mix"), "client")).toBe(false);
  });

  test("mastering takes the mix and does not see the stems; mixing takes the set and not the master", () => {
    expect(can("take", file("premaster"), "mastering_engineer")).toBe(true);
    expect(can("see", file("stem"), "mastering_engineer")).toBe(false);
    expect(can("take", file("multitrack"), "mixing_engineer")).toBe(true);
    expect(can("take", file("master", { sent: true, released: true }), "mixing_engineer")).toBe(false);
  });

  test("a receiver takes the master only once it is the signed-off one, and who works with it before", () => {
    const receiver = holding(grantsOf(["client"], ["receive"]));
    const master = file("master", { sent: true });
    expect(mayHave("take", master, receiver)).toBe(false);
    expect(withheld(master, receiver)).toBe("not_signed_off");
    expect(mayHave("take", { ...master, released: true }, receiver)).toBe(true);
    expect(mayHave("take", { ...master, released: true }, holding(grantsOf(["client"], [])))).toBe(false);
    expect(can("take", master, "mastering_engineer")).toBe(true);
  });
});

test.each([
  ["nothing was sent", [], "in_progress", false],
  ["it was sent as a revision", ["revision"], "in_progress", true],
  ["it was handed off and offered or accepted", ["hand_off"], "in_review", true],
  ["it was handed off from a project without recording", ["hand_off"], null, true],
  ["recording works on what it handed off", ["hand_off"], "in_progress", false],
  [
    "recording works on it, and it was also sent as a revision",
    ["hand_off", "revision"],
    "in_progress",
    true,
  ],
] as const)("%s", (_, sentAs, recording, fixed) => {
  expect(isFixed({ sentAs, recording })).toBe(fixed);
});
