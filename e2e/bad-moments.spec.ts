import { type Browser, expect, type Page } from "@playwright/test";
import { inDatabase } from "./database.ts";
import { browserOf, signIn } from "./people.ts";
import { ask, change } from "./portal-api.ts";
import { test } from "./watched.ts";

const demo = process.env.E2E_DATA_DIR ?? "";

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
  const told = pages.map((page) =>
    page
      .getByRole("alert")
      .filter({ hasText: "Somebody else has just approved this. Their approval stands" }),
  );
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

test("without JavaScript, who approves what somebody else has just approved reads so, and goes back to the song", async ({
  browser,
}) => {
  const artist = await listening(browser, "artist");
  const client = await browserOf(browser, "client", { javaScriptEnabled: false });
  await client.goto(artist.url());
  await client.getByRole("link", { name: "Approve Mix 2" }).click();
  await artist.getByRole("link", { name: "Approve Mix 2" }).click();
  await artist.getByRole("button", { name: "Yes, approve Mix 2" }).click();
  await expect(artist.getByRole("heading", { name: "Mix 2 is approved" })).toBeVisible();

  await client.getByRole("button", { name: "Yes, approve Mix 2" }).click();
  await expect(client.getByRole("alert").getByText("Somebody else has just approved this.")).toBeVisible();
  await client.getByRole("link", { name: "Back to the song" }).click();
  await expect(client.getByRole("heading", { name: "Mix 2 is approved" })).toBeVisible();

  await artist.getByRole("button", { name: "Withdraw" }).click();
  await artist.getByLabel("Why is it withdrawn?").fill("For the next test");
  await artist.getByRole("button", { name: "Withdraw the sign-off" }).click();
  await expect(artist.getByRole("link", { name: "Approve Mix 2" })).toBeVisible();
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
  await test.step("and is nobody else's who signs in on this device", async () => {
    await signIn(page, "artist");
    await dialog.getByRole("button", { name: "Add note" }).click();
    await expect(dialog.getByText("Somebody else has signed in on this device")).toBeVisible();
    await page.reload();
    const ask = page.getByRole("button", { name: /^Ask for a change at/ });
    await ask.click();
    await expect(page.getByRole("dialog").getByLabel(/What should change/)).toHaveValue("");
  });
  await signIn(page, "client");
  await page.reload();
  await expect(page.getByRole("dialog").getByLabel(/What should change/)).toHaveValue(
    "Kept over a lost session",
  );
  await page.getByRole("dialog").getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Kept over a lost session").first()).toBeVisible();
});

test("an invitation that was taken back or has run out says so, and what to do", async ({ browser }) => {
  const manager = await browserOf(browser, "manager");
  const { projectId } = await closedProject(manager);
  const invite = (email: string) =>
    change<{ invitationId: string; link: string }>(manager, "people.invitePerson", {
      projectId,
      email,
      part: "producer",
      powers: ["comment"],
    });
  const takenBack = await invite("taken-back@example.com");
  await change(manager, "people.revokeInvitation", { invitationId: takenBack.invitationId });
  const late = await invite("late@example.com");
  await inDatabase(demo, `update "Invitation" set "expiresAt" = now() where id = $1`, [late.invitationId]);

  const guest = await (await browser.newContext()).newPage();
  for (const [link, words] of [
    [takenBack.link, "took this invitation back, or sent a newer one since. Use the newest mail, or ask"],
    [late.link, "This invitation was open for two weeks and has run out. Ask"],
  ] as const) {
    await guest.goto(link);
    await expect(guest.getByRole("heading", { name: "This invitation is closed" })).toBeVisible();
    await expect(guest.getByText(words)).toBeVisible();
    await expect(guest.getByRole("button", { name: /Accept/ })).toHaveCount(0);
  }
});

test("an invitation says whom one is signed in as, and how to change that", async ({ browser }) => {
  const manager = await browserOf(browser, "manager");
  const { projectId } = await closedProject(manager);
  const { link } = await change<{ link: string }>(manager, "people.invitePerson", {
    projectId,
    email: "nell@example.com",
    part: "client",
    powers: [],
  });
  const client = await browserOf(browser, "client");
  await client.goto(link);
  await expect(client.getByText("You are signed in as Maya Lind, client@demo.example.")).toBeVisible();
  await client.getByRole("button", { name: "Sign out first" }).click();
  await expect(client.getByRole("button", { name: "Accept and go in" })).toBeVisible();
  await expect(client.getByText("You are signed in as")).toBeHidden();
});

test("a mailed link to sign in that is older than an hour opens nothing, and a new one does", async ({
  page,
}) => {
  const mailMeALink = async () => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").first().fill("artist@demo.example");
    await page.getByRole("button", { name: "Mail me a link" }).click();
    await page.getByRole("link", { name: "Open the demo's inbox" }).click();
    await page.locator('a[href*="/sign-in/link"]').first().click();
  };
  await mailMeALink();
  await inDatabase(demo, `update "VerificationToken" set expires = now() where identifier = $1`, [
    "artist@demo.example",
  ]);
  const signIn = page.getByRole("button", { name: "Sign in", exact: true });
  await signIn.click();
  await expect(page.getByRole("alert").filter({ hasText: "is older than an hour" })).toBeVisible();
  await page.goto("/home");
  await expect(page).toHaveURL(/\/sign-in/);

  await mailMeALink();
  await signIn.click();
  await page.goto("/home");
  await expect(page).toHaveURL(/\/home$/);
});

test("an engineer from outside does not find another song, its set or its files", async ({ browser }) => {
  const manager = await browserOf(browser, "manager");
  const { projectId, songId } = await closedProject(manager);
  const [{ id: fileId } = { id: "" }] = await inDatabase<{ id: string }>(
    demo,
    `select f.id from "File" f join "Song" s on s.id = f."songId" where s.title = $1 limit 1`,
    ["Low Tide"],
  );
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
  for (const path of [`songs/${songId}/overviews`, `files/${fileId}`, `files/${fileId}/listen`]) {
    expect([path, (await outside.request.get(`/api/media/${path}`)).status()]).toEqual([path, 404]);
  }
});

/** A release that nobody but the studio takes part in. */
async function closedProject(manager: Page) {
  const { studios } = await ask<{ studios: { studioId: string }[] }>(manager, "people.me");
  const { projectId } = await change<{ projectId: string }>(manager, "work.createProject", {
    studioId: studios[0]?.studioId,
    title: "Behind closed doors",
    artistName: "Nobody yet",
    kind: "single",
    stages: ["mixing"],
    songs: ["Behind closed doors"],
    sampleRateHz: 48_000,
    bitDepth: 24,
    fileNamePattern: "{song}",
  });
  const { songs } = await ask<{ songs: { id: string }[] }>(manager, "overview.project", { projectId });
  return { projectId, songId: songs[0]?.id };
}
