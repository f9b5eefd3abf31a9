// The command line as npm runs it: a program of its own, in another folder, that knows no database.
import { execFile } from "node:child_process";
import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const launcher = resolve("server/launch/audio.mjs");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
  await copyFile("prisma/demo/final-step/mix 1.flac", join(folder, "mix 1.flac"));
  await copyFile("prisma/demo/final-step/stems/18 Hat-c.ds.flac", join(folder, "hat.flac"));
  await writeFile(join(folder, "comments.wav"), "<!---->".repeat(150));
  await mkdir(join(folder, "a folder"));
});
afterAll(() => rm(folder, { recursive: true }));

type Said = { code: number; stdout: string; stderr: string };

const audio = (...args: string[]) =>
  new Promise<Said>((done) => {
    const env = { NODE_ENV: "production", PATH: process.env.PATH, INIT_CWD: folder } as const;
    execFile(process.execPath, [launcher, ...args], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

test("report measures files in the order given, each a flat object with units in its names", async () => {
  const { code, stdout, stderr } = await audio("report", "mix 1.flac", "hat.flac");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const items = JSON.parse(stdout);
  expect(items.map((item: { file: string }) => item.file)).toEqual(["mix 1.flac", "hat.flac"]);
  expect(items[0]).toMatchObject({
    container: "flac",
    frames: 768_000,
    sampleRateHz: 48_000,
    channels: 2,
    bitDepth: 24,
    integratedLufs: expect.closeTo(-21.3, 1),
    truePeakDbtp: expect.closeTo(-8.4, 1),
    loudnessRangeLu: expect.closeTo(2.4, 1),
    pcmSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(Object.keys(items[0])).not.toContain("format");
  expect(Object.keys(items[0])).not.toContain("report");
});

test("a refused file has its place and its sentence, and the others are measured", async () => {
  const { code, stdout } = await audio("report", "comments.wav", "hat.flac", "missing.wav", "a folder");
  expect(code).toBe(1);
  const [comments, hat, missing, aFolder, ...more] = JSON.parse(stdout);
  expect(comments).toEqual({
    file: "comments.wav",
    refusal: expect.stringMatching(/^The file's content is not audio/),
  });
  expect(hat).toMatchObject({ file: "hat.flac", channels: 2 });
  expect(missing).toEqual({ file: "missing.wav", refusal: "There is no file at this path." });
  expect(aFolder).toEqual({ file: "a folder", refusal: "This is a folder, not a file." });
  expect(more).toEqual([]);
});

test("listen writes the copy and says what it is", async () => {
  const { code, stdout } = await audio("listen", "hat.flac", "hat.m4a");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual([
    { file: "hat.flac", out: "hat.m4a", codec: "aac", sampleRateHz: 48_000, frames: expect.any(Number) },
  ]);
  expect((await readFile(join(folder, "hat.m4a"))).toString("latin1", 4, 8)).toBe("ftyp");
});

test("what cannot be copied leaves what lies at OUT as it was, and nothing beside it", async () => {
  await writeFile(join(folder, "kept.m4a"), "kept");
  const before = await readdir(folder);
  const { code, stdout } = await audio("listen", "comments.wav", "kept.m4a");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual([{ file: "comments.wav", refusal: expect.any(String) }]);
  expect(await readFile(join(folder, "kept.m4a"), "utf8")).toBe("kept");
  expect(await readdir(folder)).toEqual(before);
});

test("a copy never takes its own file's place", async () => {
  await link(join(folder, "hat.flac"), join(folder, "the same.flac"));
  const before = await readFile(join(folder, "hat.flac"));
  for (const out of ["hat.flac", "the same.flac"]) {
    expect(await audio("listen", "hat.flac", out)).toMatchObject({ code: 2, stdout: "" });
  }
  expect(await readFile(join(folder, "hat.flac"))).toEqual(before);
});

test.each([
  [],
  ["measure", "hat.flac"],
  ["report"],
  ["report", "--json", "hat.flac"],
  ["listen", "hat.flac"],
  ["listen", "hat.flac", "one.m4a", "two.m4a"],
  ["listen", "hat.flac", "nowhere/one.m4a"],
])("a command that is not understood is told how to say it: %j %j", async (...args) => {
  const { code, stdout, stderr } = await audio(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^\S.*\.\n\n[\s\S]*report FILE…[\s\S]*listen FILE OUT/);
});

test("help is help, and nothing is done", async () => {
  const { code, stdout, stderr } = await audio("report", "hat.flac", "--help");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toContain("report FILE…");
});
