import { expect, type Page } from "@playwright/test";
import { browserOf } from "./people.ts";
import { bringPrint, sendRevision } from "./revisions.ts";
import { filesInZip, song } from "./song.ts";
import { test } from "./watched.ts";

test("five people take a song from stems to a signed-off master", async ({ browser }) => {
  test.setTimeout(5 * 60_000);
  const manager = await browserOf(browser, "manager");
  const recording = await browserOf(browser, "recording");
  const mixing = await browserOf(browser, "mixing");
  const mastering = await browserOf(browser, "mastering");
  const client = await browserOf(browser, "client", { viewport: { width: 390, height: 844 } });

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

  await test.step("recording hands a complete set to mixing", async () => {
    await recording.goto(`/songs/${songId}/set`);
    await recording.getByText("Stems", { exact: true }).click();
    await recording.locator("input[type=file][webkitdirectory]").setInputFiles(song.stems);
    await recording.locator("input[type=file]:not([webkitdirectory])").setInputFiles(song.roughMix);
    await recording.getByRole("button", { name: /^Send \d+ files/ }).click();
    const handOff = recording.getByRole("button", {
      name: `Hand ${song.stemNames.length} stems off to mixing`,
    });
    await expect(recording.getByText("The checks found nothing.")).toBeVisible({ timeout: 120_000 });
    await handOff.click();
    await expect(recording.getByRole("heading", { name: "Offered to mixing" })).toBeVisible();
  });

  await test.step("mixing takes the whole set as one ZIP, and accepts it", async () => {
    await mixing.goto(`/songs/${songId}/set`);
    const zip = mixing.getByRole("link", { name: /^Download the set as ZIP/ });
    const href = (await zip.getAttribute("href")) ?? "";
    const part = await mixing.request.get(href, { headers: { range: "bytes=0-3" } });
    expect(part.status()).toBe(206);
    expect(await part.body()).toEqual(Buffer.from("PK\u0003\u0004"));
    const [download] = await Promise.all([mixing.waitForEvent("download"), zip.click()]);
    expect(filesInZip(await download.path())).toBe(song.stemNames.length + 1);
    await mixing.getByRole("button", { name: "Accept and begin mixing" }).click();
    await expect(mixing.getByRole("heading", { name: "Mixing has it" })).toBeVisible();
  });

  await test.step("Mix 1 arrives with its waveform, and is sent for review", async () => {
    await mixing.goto(`/songs/${songId}`);
    await bringPrint(mixing, "Mix 1", song.mix1);
    await sendRevision(mixing, "Mix 1", "First mix, lead forward.");
    await expect(mixing.getByRole("heading", { name: "About Mix 1" })).toBeVisible();
    await expect(mixing.getByRole("row", { name: /Integrated loudness/ })).toContainText("LUFS");
  });

  await test.step("the client hears it, asks for a change at a moment, and sends the notes", async () => {
    await client.goto(`/listen/${songId}`);
    await plays(client);
    await ask(client, "The lead disappears here. A little more, please.");
    await client.getByRole("button", { name: "Send 1 note" }).click();
    await client.getByRole("dialog").getByRole("button", { name: "Send 1 note" }).click();
    await expect(client.getByRole("button", { name: /Approve/ })).toHaveCount(0);
  });

  await test.step("Mix 2 answers it; the client hears it on either, closes it and approves", async () => {
    await expect(mixing.getByText("The lead disappears here.")).toBeVisible();
    await bringPrint(mixing, "Mix 2", song.mix2);
    await sendRevision(mixing, "Mix 2", "Lead ridden; everything 0.75 s earlier.", async (sheet) => {
      await sheet.getByLabel("Offset against Mix 1, set by hand").fill("36000");
      await sheet.getByText("Answered").click();
      await sheet.getByLabel(/What was done/).fill("2 dB up where the pads play");
    });
    await expect(client.getByRole("link", { name: "Approve Mix 2" })).toBeVisible();
    await client
      .getByRole("button", { name: /Note 1/ })
      .first()
      .click();
    await client.getByRole("button", { name: "Hear it on Mix 1" }).click();
    await client.getByRole("button", { name: "Hear it on Mix 2" }).click();
    await client.getByRole("button", { name: "Close: it is done" }).click();
    await approve(client, "Mix 2");
  });

  await test.step("the signed-off mix is handed to mastering, which accepts it", async () => {
    await mixing.getByRole("heading", { name: "Hand-off to mastering" }).waitFor();
    await acknowledgeAll(mixing);
    await mixing.getByRole("button", { name: "Hand Mix 2 off to mastering" }).last().click();
    await mastering.goto(`/songs/${songId}`);
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

  await test.step("Mix 3 answers it; who asked closes it; it is approved and handed off again", async () => {
    await bringPrint(mixing, "Mix 3", song.roughMix);
    await sendRevision(mixing, "Mix 3", "The click is cut out.", async (sheet) => {
      await sheet.getByText("Answered").click();
    });
    await mastering.getByText(words).first().click();
    await mastering.getByRole("button", { name: "Close: it is done" }).click();
    await client.goto(`/listen/${songId}`);
    await approve(client, "Mix 3");
    await acknowledgeAll(mixing);
    await mixing.getByRole("button", { name: "Hand Mix 3 off to mastering" }).last().click();
    await mastering.getByRole("button", { name: "Accept Mix 3 and begin mastering" }).click();
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

async function ask(page: Page, words: string) {
  await page.getByRole("button", { name: /^Ask for a change at/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/What should change/).fill(words);
  await dialog.getByRole("button", { name: "Add note" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(words)).toBeVisible();
}

/** On a page of its own that says what follows, with a plain form. */
async function approve(page: Page, label: string) {
  await page.getByRole("link", { name: `Approve ${label}` }).click();
  await expect(page.getByRole("heading", { name: `Approve ${label} of` })).toBeVisible();
  await page.getByRole("button", { name: `Yes, approve ${label}` }).click();
  await expect(page.getByRole("heading", { name: `${label} is approved` })).toBeVisible();
}
