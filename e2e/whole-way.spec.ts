import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { browserOf } from "./people.ts";
import { ask } from "./portal-api.ts";
import { bringPrint, sendRevision } from "./revisions.ts";
import { filesInZip, song } from "./song.ts";
import { test } from "./watched.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-way-"));
test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("five people take a song from stems to a signed-off master", async ({ browser }) => {
  test.setTimeout(5 * 60_000);
  const phone = { viewport: { width: 390, height: 844 } };
  const manager = await browserOf(browser, "manager");
  const recording = await browserOf(browser, "recording", phone);
  const mixing = await browserOf(browser, "mixing");
  const mastering = await browserOf(browser, "mastering");
  const client = await browserOf(browser, "client", phone);

  const songId = await test.step("the manager makes the project and brings the people together", async () => {
    const projectUrl = await makeProject(manager);
    await manager.goto(`${projectUrl}/people`);
    await addFromStudio(manager, "Noor Vidal", "Recording engineer");
    await addFromStudio(manager, "Jon Reyes", "Mixing engineer");
    await invite(manager, mastering, "mastering@demo.example", "Mastering engineer");
    await invite(manager, client, "client@demo.example", "Client");
    await manager.goto(projectUrl);
    const link = manager.getByRole("link", { name: /Recording/ }).first();
    return /songs\/([^/]+)/.exec((await link.getAttribute("href")) ?? "")?.[1] ?? "";
  });

  const stems = `${song.stemNames.length} stems`;
  await test.step("recording hands the set to mixing, and says why a track of its sheet is not in it", async () => {
    await recording.goto(`/songs/${songId}/set`);
    await recording.getByText("Stems", { exact: true }).click();
    await recording.locator("input[type=file][webkitdirectory]").setInputFiles(song.stems);
    const sheet = ["No;File name", ...[...song.stemNames, "Talkback"].map((name, n) => `${n + 1};${name}`)];
    await choose(recording, song.roughMix, document("track sheet.csv", sheet.join("\n")));
    await recording.getByRole("button", { name: /^Send \d+ files/ }).click();
    await expect(recording.getByRole("row", { name: /^rough mix\.flac/ })).toBeVisible({ timeout: 120_000 });
    await expect(recording.getByText(/still being compared/)).toHaveCount(0, { timeout: 60_000 });
    await recording
      .getByLabel("Talkback is on the track sheet (track sheet.csv) and not in the set.")
      .fill("It was only for the band's headphones.");
    await recording.getByLabel("A word to Jon Reyes").fill("As bounced, from one bar.");
    await recording.getByRole("button", { name: `Hand ${stems} off to mixing` }).click();
    await expect(recording.getByRole("heading", { name: "Offered to mixing" })).toBeInViewport();
  });

  await test.step("mixing returns the set with reasons, and recording mends it", async () => {
    await mixing.goto(`/songs/${songId}/set`);
    await expect(
      mixing.getByText("Meant: It was only for the band's headphones. (Noor Vidal)"),
    ).toBeVisible();
    await mixing.getByRole("button", { name: "Return it with reasons" }).click();
    await mixing.getByLabel("What is missing or wrong?").fill("The tempo map is missing.");
    await mixing.getByRole("button", { name: "Return the set" }).click();
    await expect(recording.getByText("Jon Reyes returned the set.")).toBeVisible();
    await choose(recording, document("tempo map.txt", "1 92 bpm"));
    await recording.getByRole("button", { name: "Send 1 file" }).click();
    await expect(recording.getByRole("row", { name: /tempo map\.txt/ })).toBeVisible();
    await recording.getByLabel(/^Talkback is on the track sheet/).fill("It was only for the headphones.");
    await recording.getByRole("button", { name: `Hand ${stems} off to mixing` }).click();
  });

  await test.step("mixing takes the whole set as one ZIP, and accepts it", async () => {
    const zip = mixing.getByRole("link", { name: /^Download the set as ZIP/ });
    const href = (await zip.getAttribute("href")) ?? "";
    const part = await mixing.request.get(href, { headers: { range: "bytes=0-3" } });
    expect(part.status()).toBe(206);
    expect(await part.body()).toEqual(Buffer.from("PK\u0003\u0004"));
    const [download] = await Promise.all([mixing.waitForEvent("download"), zip.click()]);
    expect(filesInZip(await download.path())).toBe(song.stemNames.length + 3);
    await mixing.getByRole("button", { name: "Accept and begin mixing" }).click();
    await expect(mixing.getByRole("heading", { name: "Mixing has it" })).toBeVisible();
  });

  await test.step("Mix 1 arrives with its waveform, and is sent for review", async () => {
    await mixing.getByRole("link", { name: "Go to the desk" }).click();
    await bringPrint(mixing, "Mix 1", song.mix1);
    await sendRevision(mixing, "Mix 1", "First mix, lead forward.");
    await expect(mixing.getByRole("heading", { name: "About Mix 1" })).toBeVisible();
    await expect(mixing.getByRole("row", { name: /Integrated loudness/ })).toContainText("LUFS");
  });

  await test.step("the client hears it, writes at a moment, over a range and on the whole song, and sends the notes", async () => {
    await client.goto(`/listen/${songId}`);
    await plays(client);
    await note(client, "The lead disappears here. A little more, please.");
    await note(client, "Leave the drums out here?", (dialog) => dialog.getByText("Range").click());
    await note(client, "The bass is just right.", async (dialog) => {
      await dialog.getByText("Keep", { exact: true }).click();
      await dialog.getByText("Whole song").click();
    });
    await client.getByRole("button", { name: "Send 3 notes" }).click();
    await client.getByRole("dialog").getByRole("button", { name: "Send 3 notes" }).click();
    await expect(client.getByRole("button", { name: /Approve/ })).toHaveCount(0);
  });

  await test.step("mixing replies", async () => {
    await noteOf(mixing, 2).click();
    await mixing.getByRole("button", { name: "Reply" }).click();
    await mixing.getByLabel("Reply").fill("All of them, or only the hats?");
    await mixing.getByRole("button", { name: "Reply" }).click();
    await expect(client.getByText("All of them, or only the hats?")).toBeVisible();
  });

  await test.step("Mix 2 answers one and declines one; the client hears it on either, closes both and approves", async () => {
    await bringPrint(mixing, "Mix 2", song.mix2);
    await sendRevision(mixing, "Mix 2", "Lead ridden; everything 0.75 s earlier.", async (sheet) => {
      await sheet.getByLabel("Offset against Mix 1, set by hand").fill("36000");
      const [lead, drums] = ["The lead disappears", "Leave the drums out"].map((words) =>
        sheet.getByRole("listitem").filter({ hasText: words }),
      );
      await lead?.getByText("Answered").click();
      await lead?.getByLabel(/What was done/).fill("2 dB up where the pads play");
      await drums?.getByText("Declined").click();
      await drums?.getByLabel(/Why is it declined/).fill("Without them the chorus has no way in.");
    });
    await expect(client.getByRole("link", { name: "Approve Mix 2" })).toBeVisible();
    await noteOf(client, 1).click();
    await client.getByRole("button", { name: "Hear it on Mix 1" }).click();
    await client.getByRole("button", { name: "Hear it on Mix 2" }).click();
    await client.getByRole("button", { name: "Close: it is done" }).click();
    await noteOf(client, 2).click();
    await client.getByRole("button", { name: "Close: it is done" }).click();
    await approve(client, "Mix 2");
  });

  await test.step("the signed-off mix is handed to mastering, which returns it once and then accepts it", async () => {
    await mixing.getByRole("heading", { name: "Hand-off to mastering" }).waitFor();
    await acknowledgeAll(mixing);
    await mixing.getByRole("button", { name: "Hand Mix 2 off to mastering" }).last().click();
    await mastering.goto(`/songs/${songId}`);
    await mastering.getByRole("button", { name: "Return it with reasons" }).first().click();
    await mastering
      .getByLabel("What is missing or wrong?")
      .fill("Is this the print without the bus limiter?");
    await mastering.getByRole("button", { name: "Return Mix 2", exact: true }).click();
    await expect(mixing.getByText("Is this the print without the bus limiter?").first()).toBeVisible();
    await acknowledgeAll(mixing);
    await mixing.getByRole("button", { name: "Hand Mix 2 off to mastering" }).last().click();
    await mastering.getByRole("button", { name: "Accept Mix 2 and begin mastering" }).click();
    await expect(mastering.getByRole("button", { name: "Upload Master 1" })).toBeVisible();
  });

  const words = "A click on the left at the bar line.";
  await test.step("a blocking request recalls the mix and holds mastering", async () => {
    await mastering.getByText("Mix 2", { exact: true }).first().click();
    await mastering.getByRole("button", { name: /^Note at/ }).click();
    const form = mastering.getByRole("form", { name: /New note/ });
    await form.getByText("Request to mixing").click();
    await form.getByLabel(/What should the mix change/).fill(words);
    await form.getByText("A defect").click();
    await form.getByText("edits").click();
    await form.getByLabel("Blocks mastering").check();
    await form.getByRole("button", { name: "Send and hold mastering" }).click();
    await expect(mastering.getByText("A blocking request holds mastering and delivery.")).toBeVisible();
    await expect(mixing.getByText(words).first()).toBeVisible();
  });

  await test.step("Mix 3 answers it and is sent back; Mix 4 is closed by who asked, approved and handed off", async () => {
    await bringPrint(mixing, "Mix 3", song.roughMix);
    await sendRevision(mixing, "Mix 3", "The click is cut out.", async (sheet) => {
      await sheet.getByText("Answered").click();
    });
    await mastering.getByText(words).first().click();
    await mastering.getByRole("button", { name: "Send back", exact: true }).click();
    await mastering.getByLabel("What is still missing?").fill("It still clicks, only quieter.");
    await mastering.getByRole("button", { name: "Send back", exact: true }).click();
    await expect(mixing.getByText("It still clicks, only quieter.").first()).toBeVisible();
    await client.goto("/home");
    const inList = client.getByRole("listitem").filter({ hasText: "The whole way" });
    await expect(inList.getByText("Waits for the next mix")).toBeVisible();
    const { revisions } = await ask<{ revisions: { id: string; label: string }[] }>(client, "overview.song", {
      songId,
    });
    const mix3 = revisions.find((revision) => revision.label === "Mix 3")?.id;
    await client.goto(`/listen/${songId}/approve?revision=${mix3}`);
    await expect(client.getByRole("heading", { name: "Mix 3 cannot be approved yet" })).toBeVisible();
    await expect(client.getByText("you will hear Mix 4 before it goes on")).toBeVisible();
    await bringPrint(mixing, "Mix 4", song.master2);
    await sendRevision(mixing, "Mix 4", "The edit is moved to the bar line.", async (sheet) => {
      await sheet.getByText("Answered").click();
    });
    await mastering.getByRole("button", { name: "Close: it is done" }).click();
    await client.goto(`/listen/${songId}`);
    await approve(client, "Mix 4");
    await acknowledgeAll(mixing);
    await mixing.getByRole("button", { name: "Hand Mix 4 off to mastering" }).last().click();
    await mastering.getByRole("button", { name: "Accept Mix 4 and begin mastering" }).click();
  });

  await test.step("the client signs off the master, which puts the song in delivery, and takes it", async () => {
    await bringPrint(mastering, "Master 1", song.master1);
    await sendRevision(mastering, "Master 1", "Five decibels up, nothing pushed.");
    await expect(client.getByRole("link", { name: "Approve Master 1" })).toBeVisible();
    await approve(client, "Master 1");
    await manager.goto("/");
    await expect(manager.getByRole("link", { name: "Delivery of The whole way: In progress" })).toBeVisible();
    const take = client.getByRole("link", { name: /^Download .*Master 1/ });
    await expect(take).toBeVisible();
    const [download] = await Promise.all([client.waitForEvent("download"), take.click()]);
    expect(download.suggestedFilename()).toMatch(
      /^Saber Rastikerdar - The whole way \(Master 1\)\.(flac|wav)$/,
    );
    await manager.getByRole("button", { name: "Show finished projects" }).click();
    await expect(manager.getByRole("link", { name: "Delivery of The whole way: Delivered" })).toBeVisible();
  });
});

async function makeProject(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Title", { exact: true }).fill("The whole way");
  await page.getByLabel("Artist").fill("Saber Rastikerdar");
  await page.getByRole("button", { name: "Make the project" }).click();
  await page.waitForURL(/\/projects\//);
  return page.url();
}

async function addFromStudio(page: Page, name: string, part: string) {
  const section = page.locator("section", { hasText: "Add somebody from the studio" }).last();
  await section.getByLabel("Person").selectOption({ label: name });
  await section.getByLabel("Part in the project").selectOption({ label: part });
  await section.getByRole("button", { name: "Add to the project" }).click();
  await expect(page.locator("section", { hasText: "Who takes part" }).getByText(part)).toBeVisible();
}

async function invite(page: Page, guest: Page, email: string, part: string) {
  const section = page.locator("section", { hasText: "Invite somebody" }).last();
  await section.getByLabel("E-mail").fill(email);
  await section.getByLabel("Part in the project").selectOption({ label: part });
  await section.getByRole("button", { name: "Send the invitation" }).click();
  await expect(section.getByText(`The invitation of ${email} is ready.`)).toBeVisible();
  // In the demo no mail leaves the house; the newest one lies on top.
  await guest.goto("/dev/inbox");
  await guest.locator('a[href*="/invitations/"]').first().click();
  await guest.getByRole("button", { name: /Accept/ }).click();
  await guest.waitForURL((url) => !url.pathname.startsWith("/invitations"));
}

/** Says of everything that the checks ask about why it is meant. */
async function acknowledgeAll(page: Page) {
  const form = page
    .locator("form")
    .filter({ has: page.getByRole("button", { name: /off to m(ix|aster)ing$/ }) });
  await form.getByRole("button", { name: /off to m(ix|aster)ing$/ }).waitFor();
  for (const field of await form.getByRole("textbox").all()) await field.fill("Meant so.");
}

async function plays(page: Page) {
  await page.getByRole("button", { name: "Play" }).click();
  await expect
    .poll(async () => Number(await page.getByRole("slider").getAttribute("aria-valuenow")))
    .toBeGreaterThan(0);
  await page.getByRole("button", { name: "Pause" }).click();
}

async function note(page: Page, words: string, more?: (dialog: Locator) => Promise<void>) {
  await page.getByRole("button", { name: /^Ask for a change at/ }).click();
  const dialog = page.getByRole("dialog");
  await more?.(dialog);
  await dialog.getByRole("textbox", { name: /^What should/ }).fill(words);
  await dialog.getByRole("button", { name: "Add note" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(words)).toBeVisible();
}

const noteOf = (page: Page, number: number) =>
  page.getByRole("listitem").getByRole("button", { name: new RegExp(`Note ${number},`) });

function document(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

const choose = (page: Page, ...files: string[]) =>
  page.locator("input[type=file]:not([webkitdirectory])").setInputFiles(files);

/** On a page of its own that says what follows, with a plain form. */
async function approve(page: Page, label: string) {
  await page.getByRole("link", { name: `Approve ${label}` }).click();
  await expect(page.getByRole("heading", { name: `Approve ${label} of` })).toBeVisible();
  await page.getByRole("button", { name: `Yes, approve ${label}` }).click();
  await expect(page.getByRole("heading", { name: `${label} is approved` })).toBeVisible();
}
