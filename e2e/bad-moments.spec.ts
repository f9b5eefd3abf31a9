import fs from "node:fs";
import { type Browser, expect, type Page } from "@playwright/test";
import { newDataFolder, type Portal, startPortal } from "../server/testing/portal.ts";
import { browserOf, signIn } from "./people.ts";
import { song } from "./song.ts";
import { expectNothingLost } from "./verify.ts";
import { test } from "./watched.ts";

/** The song that waits for two people's decision. */
async function listening(browser: Browser, person: "client" | "artist"): Promise<Page> {
  const page = await browserOf(browser, person);
  await page.goto("/home");
  await page
    .getByRole("link", { name: /Harbour Lights.*Mix 2|Listen to Mix 2/ })
    .first()
    .click();
  await page.getByRole("link", { name: "Approve Mix 2" }).waitFor();
  return page;
}

test("two people approve at once: one does, the other is told, and nothing is approved twice", async ({
  browser,
}) => {
  const pages = await Promise.all([listening(browser, "client"), listening(browser, "artist")]);
  for (const page of pages) await page.getByRole("link", { name: "Approve Mix 2" }).click();
  const yes = pages.map((page) => page.getByRole("button", { name: "Yes, approve Mix 2" }));
  for (const button of yes) await button.waitFor();
  await Promise.all(yes.map((button) => button.click()));
  const approved = pages.map((page) => page.getByRole("heading", { name: "Mix 2 is approved" }));
  const told = pages.map((page) => page.getByRole("alert").filter({ hasText: "moved on" }));
  for (const [i, heading] of approved.entries())
    await expect(heading.or(told[i] ?? heading).first()).toBeVisible();
  const winners = await Promise.all(approved.map((heading) => heading.isVisible()));
  expect(winners.filter(Boolean)).toHaveLength(1);
  const winner = pages[winners.indexOf(true)];
  await winner?.getByRole("button", { name: "Withdraw" }).click();
  await winner?.getByLabel("Why is it withdrawn?").fill("For the next test");
  await winner?.getByRole("button", { name: "Withdraw the sign-off" }).click();
  await expect(winner?.getByRole("link", { name: "Approve Mix 2" }) ?? pages[0].locator("x")).toBeVisible();
});

test("a note that is sent after the session was lost is kept, and sent after signing in again", async ({
  browser,
}) => {
  const page = await browserOf(browser, "client");
  await page.goto("/home");
  await page.getByRole("link", { name: /^Final Step/ }).click();
  await page.getByRole("button", { name: /^Ask for a change at/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/What should change/).fill("Kept over a lost session");
  await page.context().clearCookies();
  await dialog.getByRole("button", { name: "Add note" }).click();
  await expect(dialog.getByText("You are signed out.")).toBeVisible();
  await expect(dialog.getByText("Your note is kept on this device.")).toBeVisible();
  await signIn(page, "client");
  await page.reload();
  await expect(page.getByRole("dialog").getByLabel(/What should change/)).toHaveValue(
    "Kept over a lost session",
  );
  await page.getByRole("dialog").getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Kept over a lost session").first()).toBeVisible();
});

test("an invitation that was taken back says so, and what to do", async ({ browser }) => {
  const manager = await browserOf(browser, "manager");
  const projectId = await projectWithoutMastering(manager);
  const invited = { projectId, email: "late@example.com", part: "producer", powers: ["comment"] };
  const { link } = await change(manager, "people.invitePerson", invited);
  const invitations = await manager.request.get(
    `/api/trpc/people.invitations?input=${encodeURIComponent(JSON.stringify({ json: { projectId } }))}`,
  );
  const [{ invitationId }] = (await invitations.json()).result.data.json;
  await change(manager, "people.revokeInvitation", { invitationId });
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation is closed" })).toBeVisible();
  await expect(guest.getByText(/ask/i).first()).toBeVisible();
});

test("an engineer from outside does not find another song, its set or its files", async ({ browser }) => {
  const manager = await browserOf(browser, "manager");
  const projectId = await projectWithoutMastering(manager);
  const page = await manager.request.get(
    `/api/trpc/projects.page?input=${encodeURIComponent(JSON.stringify({ json: { projectId } }))}`,
  );
  const [{ id: songId }] = (await page.json()).result.data.json.songs;
  const outside = await browserOf(browser, "mastering");
  for (const path of [
    `/songs/${songId}`,
    `/songs/${songId}/set`,
    `/listen/${songId}`,
    `/projects/${projectId}`,
  ]) {
    expect([path, (await outside.goto(path))?.status()]).toEqual([path, 404]);
    await expect(
      outside.getByRole("heading", { name: "There is nothing here for you to see" }),
    ).toBeVisible();
  }
  expect((await outside.request.get(`/api/media/songs/${songId}/overviews`)).status()).toBe(404);
});

/** A release that nobody but the studio takes part in. */
async function projectWithoutMastering(manager: Page): Promise<string> {
  const me = await (await manager.request.get("/api/trpc/people.me")).json();
  const { projectId } = await change(manager, "projects.create", {
    studioId: me.result.data.json.studios[0].studioId,
    title: "Behind closed doors",
    artistName: "Nobody yet",
    kind: "single",
    stages: ["mixing"],
    songs: ["Behind closed doors"],
    sampleRateHz: 48_000,
    bitDepth: 24,
    fileNamePattern: "{song}",
  });
  return projectId;
}

async function change(page: Page, procedure: string, input: object) {
  const { origin } = new URL(process.env.E2E_ADDRESS ?? "");
  const answer = await page.request.post(`/api/trpc/${procedure}`, {
    headers: { origin },
    data: { json: input },
  });
  return (await answer.json()).result.data.json;
}

test.describe("a portal of its own", () => {
  test.describe.configure({ timeout: 180_000 });
  let dataDir: string;
  let portal: Portal;
  test.beforeAll(async () => {
    dataDir = newDataFolder();
    portal = await startPortal(dataDir, { DEMO: "1" });
  });
  test.afterEach(() => expectNothingLost(dataDir));
  test.afterAll(async () => {
    await portal.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  });

  async function emptySet(browser: Browser) {
    const context = await browser.newContext({ baseURL: portal.address });
    const page = await context.newPage();
    await context.request.post("/dev/sign-in", {
      headers: { origin: portal.address },
      form: { person: "recording@demo.example" },
    });
    const home = await (await page.request.get("/api/trpc/projects.home")).json();
    const songs = home.result.data.json.projects.flatMap(
      (p: { songs: { id: string; title: string }[] }) => p.songs,
    );
    const { id } = songs.find((s: { title: string }) => s.title === "Breakwater");
    await page.goto(`/songs/${id}/set`);
    return page;
  }

  const send = async (page: Page, files: string[]) => {
    await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(files);
    await page.getByRole("button", { name: /^Send \d+ files?/ }).click();
  };

  test("the web process is killed while files arrive: they arrive all the same", async ({ browser }) => {
    const page = await emptySet(browser);
    const network = await page.context().newCDPSession(page);
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 2 << 20,
    });
    await send(page, [song.roughMix, song.mix1]);
    await expect(page.getByText(/MB of .* MB/).first()).toBeVisible();
    const before = portal.pidOf("web");
    process.kill(before, "SIGKILL");
    await expect.poll(() => portal.pidOf("web"), { timeout: 30_000 }).not.toBe(before);
    const rows = page.getByRole("list", { name: "Files" }).getByRole("listitem");
    await expect(rows.filter({ hasText: "Ready" })).toHaveCount(2, { timeout: 120_000 });
  });

  test("below its reserve the disk takes no uploads, and reading goes on", async ({ browser }) => {
    await portal.stop();
    portal = await startPortal(dataDir, { DEMO: "1", DISK_RESERVE_MB: "1000000000" });
    const page = await emptySet(browser);
    await send(page, [song.mix2]);
    const row = page.getByRole("list", { name: "Files" }).getByRole("listitem").first();
    await expect(row).toContainText(/disk|space/i, { timeout: 30_000 });
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Board" })).toBeVisible();
  });
});
