import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { type Browser, expect } from "@playwright/test";
import { newDataFolder, type Portal, startPortal } from "../server/testing/portal.ts";
import { inDatabase } from "./database.ts";
import { hostileFiles, noise, writeAll } from "./hostile-files.ts";
import { alterOneByte, loseSomeBytes, startMeddler } from "./meddler.ts";
import { browserOf, type DemoName, signIn } from "./people.ts";
import { bringPrint, sendRevision } from "./revisions.ts";
import { expectAccessible } from "./scan.ts";
import { openSet, rowOf, send, slowUploads } from "./sending.ts";
import { song } from "./song.ts";
import { expectNothingLost } from "./verify.ts";
import { test } from "./watched.ts";

// What dies, lies or runs full here has a portal of its own, and nothing is ever lost by it.
test.describe.configure({ timeout: 180_000 });

const maxMb = 30;
let dataDir: string;
let files: string;
let portal: Portal;

test.beforeAll(async () => {
  dataDir = newDataFolder();
  files = newDataFolder();
  portal = await startPortal(dataDir, { DEMO: "1", MAX_UPLOAD_MB: String(maxMb) });
});
test.afterEach(() => expectNothingLost(dataDir));
test.afterAll(async () => {
  await portal.stop();
  for (const folder of [dataDir, files]) fs.rmSync(folder, { recursive: true, force: true });
});

const here = (browser: Browser, person: DemoName, options = {}) =>
  browserOf(browser, person, { baseURL: portal.address, ...options });

test("files that cannot be taken are refused beside their names, leave nothing, and the others arrive", async ({
  browser,
}) => {
  const flac = fs.readFileSync(path.join(song.stems, song.stemNames[0] ?? ""));
  const bad = hostileFiles(flac, maxMb);
  const badNames = Object.keys(bad);
  const bytesOf = Object.fromEntries(Object.entries(bad).map(([name, [bytes]]) => [name, bytes]));
  const page = await here(browser, "recording");
  await openSet(page);
  await send(page, writeAll(files, { ...bytesOf, "good.flac": flac }));

  for (const [name, [, reason]] of Object.entries(bad)) {
    await expect(rowOf(page, name)).toContainText(`▲ ${reason}`, { timeout: 60_000 });
  }
  await expect(rowOf(page, "good.flac")).toContainText("Ready", { timeout: 60_000 });
  await expect(
    page.getByText(`${badNames.length} files refused, and nothing of them was kept`),
  ).toBeVisible();
  await expectNothingOf(Object.values(bytesOf));
  await page.reload();
  const table = page.getByRole("table").first();
  await expect(table).toContainText("good.flac");
  for (const name of badNames) await expect(table).not.toContainText(name);
});

for (const [what, meddling] of Object.entries({
  "altered on the way": alterOneByte,
  "short when it arrives": loseSomeBytes,
})) {
  test(`a file that is ${what} is refused, leaves nothing, and is taken once it comes whole`, async ({
    browser,
  }) => {
    const bytes = noise(48_000);
    const noAudio = Buffer.from("This is not audio either.");
    const [file = "", other = ""] = writeAll(files, { [`${what}.wav`]: bytes, "words.wav": noAudio });
    const meddler = await startMeddler();
    meddler.with(meddling);
    const page = await here(browser, "recording", { proxy: { server: meddler.address } });
    await openSet(page);
    await send(page, [file]);
    const row = rowOf(page, path.basename(file));
    await expect(row).toContainText("What arrived is not what was sent");
    await expect(row).toContainText("Nothing of it was kept; drop it again.");
    await expectNothingOf([bytes]);
    meddler.with(null);
    await send(page, [file, other]);
    await expect(row).toContainText("Ready", { timeout: 60_000 });
    await expect(rowOf(page, "words.wav")).toContainText("▲");
    await page.reload();
    const refusedLately = page.getByRole("heading", { name: "Refused lately" }).locator("..");
    await expect(refusedLately).toContainText("words.wav");
    await expect(refusedLately).not.toContainText(path.basename(file));
    await page.context().close();
    meddler.stop();
  });
}

test("files whose sender was signed out wait, and go on after signing in again", async ({ browser }) => {
  const page = await here(browser, "recording");
  await openSet(page);
  await page.context().clearCookies();
  await send(page, writeAll(files, { "signed out.wav": noise(48_000) }));
  const row = rowOf(page, "signed out.wav");
  await expect(row).toContainText("You are signed out.");
  await signIn(page, "recording", portal.address);
  await page.getByRole("button", { name: "Go on with signed out.wav" }).click();
  await expect(row).toContainText("Ready", { timeout: 60_000 });
});

test("a sign-off on a mix that is no longer the newest is refused, says what has arrived, and asks once more", async ({
  browser,
}) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const client = await here(browser, "client", phone);
  await client.goto("/home");
  await client
    .getByRole("link", { name: /Harbour Lights.*Mix 2|Listen to Mix 2/ })
    .first()
    .click();
  await client.getByRole("link", { name: "Approve Mix 2" }).tap();
  const yes = client.getByRole("button", { name: "Yes, approve Mix 2" });
  await yes.waitFor();

  const mixing = await here(browser, "mixing");
  await mixing.goto("/");
  await mixing.getByRole("link", { name: "Mixing of Harbour Lights: In review" }).click();
  await mixing.getByRole("button", { name: "Take Mix 2 out of review" }).click();
  await mixing.getByRole("button", { name: "Take it out of review" }).click();
  await bringPrint(mixing, "Mix 3", song.roughMix);
  await sendRevision(mixing, "Mix 3", "The room is back.");

  await yes.tap();
  await expect(client.getByRole("alert").filter({ hasText: "Mix 3 has arrived since" })).toBeVisible();
  await client.reload();
  await expect(
    client.getByRole("checkbox", { name: "I mean Mix 2, although Mix 3 is newer." }),
  ).toBeVisible();
  await yes.tap();
  await expect(client.getByRole("heading", { name: /^Approve Mix 2 of/ })).toBeVisible();
});

test("the web process is killed while files arrive: they arrive all the same", async ({ browser }) => {
  const page = await here(browser, "recording");
  await openSet(page);
  await slowUploads(page, 2 << 20);
  await send(page, [song.roughMix, song.mix1]);
  await expect(page.getByText(/MB of .* MB/).first()).toBeVisible();
  const before = portal.pidOf("web");
  process.kill(before, "SIGKILL");
  await expect.poll(() => portal.pidOf("web"), { timeout: 30_000 }).not.toBe(before);
  for (const file of [song.roughMix, song.mix1]) {
    await expect(rowOf(page, path.basename(file))).toContainText("Ready", { timeout: 120_000 });
  }
});

test("the database dies under a page: the page says what is safe, and is back after trying again", async ({
  browser,
  watch,
}) => {
  watch.expects(/^500 from/);
  const page = await here(browser, "mixing");
  await page.goto("/account");
  process.kill(portal.pidOf("postgres"), "SIGKILL");
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "This page could not be shown" })).toBeVisible();
  await expect(page.getByText("What was saved before is safe")).toBeVisible();
  await expectAccessible(page);
  await expect(async () => {
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test("below its reserve the disk takes nothing in, reading goes on, and with room again so does sending", async ({
  browser,
  watch,
}) => {
  watch.expects(/^507 from/);
  const restart = async (env: Record<string, string>) => {
    const { port } = new URL(portal.address);
    await portal.stop();
    portal = await startPortal(dataDir, { DEMO: "1", PORT: port, ...env });
  };
  await restart({ DISK_RESERVE_MB: "1000000000" });
  const page = await here(browser, "recording");
  await openSet(page);
  await send(page, [song.mix2]);
  const row = rowOf(page, path.basename(song.mix2));
  await expect(row).toContainText("The portal's disk is nearly full, so nothing more is taken in.");
  await expect(row).toContainText("Everything that arrived is safe and can be heard and downloaded.");

  const client = await here(browser, "client");
  await client.goto("/home");
  await client.getByRole("link", { name: /^Final Step/ }).click();
  await client.getByRole("button", { name: "Play" }).click();
  await expect
    .poll(async () => Number(await client.getByRole("slider").getAttribute("aria-valuenow")))
    .toBeGreaterThan(0);

  await restart({});
  await expect(row).toContainText("Ready", { timeout: 60_000 });
});

/** No file, no content in the database and none on the disk: verify, which follows each of these, sees no leftover either. */
async function expectNothingOf(contents: Buffer[]) {
  const hashes = contents.map((bytes) => createHash("sha256").update(bytes).digest("hex"));
  const rows = `select sha256 from "StoredObject" where sha256 = any($1) union select sha256 from "File" where sha256 = any($1)`;
  expect(await inDatabase(dataDir, rows, [hashes])).toEqual([]);
  const onDisk = fs.readdirSync(dataDir, { recursive: true, encoding: "utf8" });
  expect(onDisk.filter((name) => hashes.some((hash) => name.includes(hash)))).toEqual([]);
  expect(fs.readdirSync(path.join(dataDir, "incoming"))).toEqual([]);
}
