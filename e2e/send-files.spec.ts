import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { noise, writeAll } from "./hostile-files.ts";
import { browserOf } from "./people.ts";
import { openSet, rowOf, send, slowUploads } from "./sending.ts";
import { test } from "./watched.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-sent-"));
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("a large file is paused, outlives a reload, and is not sent twice", async ({ browser }) => {
  const recording = await browserOf(browser, "recording");
  recording.on("dialog", (dialog) => void dialog.accept());
  await openSet(recording);
  // Slow enough that the pause and the reload come in the middle.
  const slowly = await slowUploads(recording, 8 << 20);
  const large = writeAll(folder, { "large.wav": noise(48_000 * 140) });
  await send(recording, large);
  const row = rowOf(recording, "large.wav");
  await expect.poll(() => sentMegabytes(row)).toBeGreaterThan(4);
  await recording.getByRole("button", { name: "Pause large.wav" }).click();
  await expect(row).toContainText("Paused");
  await recording.getByRole("button", { name: "Go on with large.wav" }).click();
  await expect.poll(() => sentMegabytes(row)).toBeGreaterThan(8);

  await recording.reload();
  await expect(recording.getByRole("heading", { name: "Half here" })).toBeVisible();
  await slowly.release();
  await send(recording, large);
  await expect(row).toContainText("Ready", { timeout: 60_000 });

  await recording.reload();
  const sentBytes = countSentBytes(recording);
  await send(recording, large);
  await expect(row).toContainText("Ready", { timeout: 60_000 });
  expect(sentBytes()).toBeLessThan(10_000);
});

test("what is dropped beside the area is taken", async ({ browser }) => {
  const recording = await browserOf(browser, "recording");
  await openSet(recording);
  const area = recording.getByRole("button", { name: "Choose a folder" });
  await area.waitFor();
  const dataTransfer = await recording.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(["1 92 bpm"], "tempo map.txt"));
    return dropped;
  });
  const beside = recording.getByRole("heading", { level: 1 });
  const dashed = recording.locator("div.border-dashed").filter({ has: area });
  await beside.dispatchEvent("dragover", { dataTransfer });
  await expect(dashed).toHaveClass(/bg-raised/);
  await beside.dispatchEvent("drop", { dataTransfer });
  await expect(rowOf(recording, "tempo map.txt")).toBeVisible();
  await expect(dashed).not.toHaveClass(/bg-raised/);
});

async function sentMegabytes(row: Locator) {
  const [, sent = "0"] = /([\d.]+) MB of/.exec((await row.innerText()).replace(/Reading.*/, "")) ?? [];
  return Number(sent);
}

function countSentBytes(page: Page) {
  let sum = 0;
  page.on("requestfinished", (request) => {
    if (request.method() === "PUT") sum += request.postDataBuffer()?.length ?? 0;
  });
  return () => sum;
}
