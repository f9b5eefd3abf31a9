import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { noSettings, root, settingsIn } from "./env.mjs";
import { newTestFolder } from "./test-folder.mjs";

const namesIn = (file: string, pattern: RegExp) =>
  [...fs.readFileSync(path.join(root, file), "utf8").matchAll(pattern)].flatMap(([, names = ""]) =>
    names.split(/[`, ]+/).filter(Boolean),
  );

test("every setting of a studio is among those that reach no test", () => {
  const parsed = namesIn("server/env.ts", /^ {2}([A-Z_]+): /gm).filter((name) => name !== "NODE_ENV");
  const told = namesIn("README.md", /^\| ([A-Z_`, ]+) \|/gm);
  expect(parsed.length).toBeGreaterThan(10);
  expect(told.length).toBeGreaterThan(10);
  expect(Object.keys(noSettings)).toEqual(expect.arrayContaining([...parsed, ...told]));
});

test("an address that is none is refused without repeating its password", () => {
  for (const address of ["postgres://me:pass/word@server/studio", "mysql://me:pass/word@server/studio"]) {
    const read = () => settingsIn({ DATABASE_URL: address });
    expect(read).toThrow("DATABASE_URL is not an address such as postgresql://");
    expect(read).not.toThrow("pass/word");
  }
});

test("what is neither 0 nor 1 does not open a demo by a slip", () => {
  expect(settingsIn({}).demo).toBe(true);
  expect(settingsIn({ DEMO: "0" }).demo).toBe(false);
  expect(() => settingsIn({ DEMO: "no" })).toThrow('DEMO is "no". Set it to 0 for a real studio');
});

test("a setting that is blank stays so beside a file of settings", () => {
  const folder = newTestFolder("settings");
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  fs.writeFileSync(path.join(folder, ".env"), "SMTP_URL=smtp://mail.example\nSONG_DIR=song\n");
  const script = "process.loadEnvFile('.env'); console.log([process.env.SMTP_URL, process.env.SONG_DIR])";
  const env = { ...process.env, ...noSettings, SONG_DIR: undefined };
  expect(execFileSync(process.execPath, ["-e", script], { cwd: folder, env, encoding: "utf8" })).toBe(
    "[ '', 'song' ]\n",
  );
});
