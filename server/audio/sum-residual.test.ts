import fs from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { closePool, inChild } from "./pool.ts";

const song = path.resolve("prisma/demo/final-step");
const stems = fs.readdirSync(path.join(song, "stems")).map((name) => path.join(song, "stems", name));
const residual = async (files: string[], reference: string) => {
  const result = await inChild("sum", { stems: files, reference: path.join(song, reference) });
  if (!result.ok) throw new Error(result.reason);
  return result.residualDb;
};

afterAll(closePool);

test("the stems sum to the rough mix, down to the rounding of 24 bits", async () => {
  expect(await residual(stems, "rough mix.flac")).toBeLessThan(-90);
});

test("a print that was made otherwise does not null", async () => {
  expect(await residual(stems, "mix 1.flac")).toBeGreaterThan(-30);
});

test("one missing stem shows", async () => {
  expect(await residual(stems.slice(1), "rough mix.flac")).toBeGreaterThan(-60);
});
