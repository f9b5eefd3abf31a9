import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { browserOf } from "./people.ts";
import { song } from "./song.ts";
import { test } from "./watched.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-sent-"));
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("files that cannot be taken are refused beside their names, and the others arrive", async ({
  browser,
}) => {
  const recording = await browserOf(browser, "recording");
  await openSet(recording);
  const good = fs.readFileSync(path.join(song.stems, song.stemNames[0] ?? ""));
  const wave = waveOf(48_000);
  const bad: Record<string, [Buffer, RegExp]> = {
    "empty.wav": [Buffer.alloc(0), /empty/],
    "cut short.wav": [wave.subarray(0, wave.length / 2), /./],
    "text in disguise.wav": [Buffer.from("This is not audio at all.\n".repeat(50)), /not audio/],
    "playlist in disguise.wav": [Buffer.from("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n"), /playlist/],
    "program.exe": [randomBytes(100), /\.exe/],
    "CON.wav": [wave, /Windows/],
  };
  for (const [name, [bytes]] of Object.entries(bad)) write(name, bytes);
  write("one more.flac", Buffer.concat([good]));
  await send(recording, [...Object.keys(bad), "one more.flac"]);

  for (const [name, [, reason]] of Object.entries(bad)) {
    await expect(rowOf(recording, name)).toContainText("▲", { timeout: 60_000 });
    await expect(rowOf(recording, name)).toContainText(reason);
  }
  await expect(rowOf(recording, "one more.flac")).toContainText("Ready", { timeout: 60_000 });
  await expect(recording.getByText("6 files refused; the reason stands below the name.")).toBeVisible();
});

test("a large file is paused, outlives a reload, and is not sent twice", async ({ browser }) => {
  const recording = await browserOf(browser, "recording");
  recording.on("dialog", (dialog) => void dialog.accept());
  await openSet(recording);
  // Slow enough that the pause and the reload come in the middle.
  const network = await recording.context().newCDPSession(recording);
  const slowly = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 8 << 20 };
  await network.send("Network.emulateNetworkConditions", slowly);
  write("large.wav", waveOf(48_000 * 140));
  await send(recording, ["large.wav"]);
  const row = rowOf(recording, "large.wav");
  await expect.poll(() => sentMegabytes(row)).toBeGreaterThan(4);
  await recording.getByRole("button", { name: "Pause large.wav" }).click();
  await expect(row).toContainText("Paused");
  await recording.getByRole("button", { name: "Go on with large.wav" }).click();
  await expect.poll(() => sentMegabytes(row)).toBeGreaterThan(8);

  await recording.reload();
  await expect(recording.getByRole("heading", { name: "Half here" })).toBeVisible();
  await network.send("Network.emulateNetworkConditions", { ...slowly, uploadThroughput: -1 });
  await send(recording, ["large.wav"]);
  await expect(row).toContainText("Ready", { timeout: 60_000 });

  await recording.reload();
  const sentBytes = countSentBytes(recording);
  await send(recording, ["large.wav"]);
  await expect(row).toContainText("Ready", { timeout: 60_000 });
  expect(sentBytes()).toBeLessThan(10_000);
});

/** The set that the demo's recording engineer is putting together. */
async function openSet(page: Page) {
  const home = await page.request.get("/api/trpc/projects.home");
  const { json } = (await home.json()).result.data as { json: { projects: Project[] } };
  const songs = json.projects.flatMap((project) => project.songs);
  const own = songs.find((s) =>
    s.stages.some((at) => at.stage === "recording" && at.state === "in_progress"),
  );
  await page.goto(`/songs/${own?.id}/set`);
}
type Project = { songs: { id: string; stages: { stage: string; state: string }[] }[] };

async function send(page: Page, names: string[]) {
  const input = page.locator("input[type=file]:not([webkitdirectory])").first();
  await input.setInputFiles(names.map((name) => path.join(folder, name)));
  await page.getByRole("button", { name: /^Send \d+ file/ }).click();
}

const rowOf = (page: Page, name: string) =>
  page.getByRole("list", { name: "Files", exact: true }).getByRole("listitem").filter({ hasText: name });

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

const write = (name: string, bytes: Buffer) => fs.writeFileSync(path.join(folder, name), bytes);

/** Stereo noise of 24 bits at 48 kHz. */
function waveOf(frames: number): Buffer {
  const head = Buffer.alloc(44);
  const dataBytes = frames * 6;
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + dataBytes, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(48_000, 24);
  head.writeUInt32LE(48_000 * 6, 28);
  head.writeUInt16LE(6, 32);
  head.writeUInt16LE(24, 34);
  head.write("data", 36);
  head.writeUInt32LE(dataBytes, 40);
  return Buffer.concat([head, randomBytes(dataBytes)]);
}
