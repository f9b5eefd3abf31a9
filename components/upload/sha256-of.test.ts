import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { sha256Of } from "./sha256-of.ts";

test("the hash is SHA-256 of all bytes, and how far it came is told on the way", async () => {
  const parts = Array.from({ length: 5 }, () => randomBytes(4 << 20));
  const told: number[] = [];
  const sha256 = await sha256Of(new Blob(parts), (hashed) => told.push(hashed), new AbortController().signal);
  expect(sha256).toBe(createHash("sha256").update(Buffer.concat(parts)).digest("hex"));
  expect(told.length).toBeGreaterThanOrEqual(3);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test("an abandoned file is not read to its end", async () => {
  const controller = new AbortController();
  const hashing = sha256Of(
    new Blob([randomBytes(5 << 20), randomBytes(5 << 20)]),
    () => controller.abort(),
    controller.signal,
  );
  await expect(hashing).rejects.toThrow("aborted");
});
