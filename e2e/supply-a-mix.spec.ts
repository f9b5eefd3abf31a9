import { expect, type Page } from "@playwright/test";
import { browserOf, type DemoName } from "./people.ts";
import { ask, change } from "./portal-api.ts";
import { song } from "./song.ts";
import { test } from "./watched.ts";

const phone = { viewport: { width: 390, height: 844 } };

test("a client sends a finished mix to mastering, also where the answer gets lost on the way", async ({
  browser,
}) => {
  test.setTimeout(3 * 60_000);
  const manager = await browserOf(browser, "manager");
  const client = await browserOf(browser, "client", phone);
  const mastering = await browserOf(browser, "mastering");
  const { projectId, songId } = await masteringAlone(manager, "Made at home");
  await takesPart(manager, client, { projectId, person: "client", part: "client" });
  await takesPart(manager, mastering, { projectId, person: "mastering", part: "mastering_engineer" });

  await client.goto(`/listen/${songId}`);
  await client.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(song.mix2);
  await client.getByText("It is the one that goes to mastering.").waitFor({ timeout: 60_000 });
  await expect(client.getByText("It is being checked.")).toHaveCount(0);
  const form = client.locator("form").filter({ has: client.getByLabel("Who approved this mix?") });
  for (const field of await form.getByRole("textbox").all()) await field.fill("The whole band");
  const answer = await loseOneAnswer(client, "handoffs.sendMixToMastering");
  await form.getByRole("button", { name: "Send it to mastering" }).click();
  await answer.isLost;
  await expect(client.getByText("Mix 1 is with the mastering engineer")).toBeVisible();

  await mastering.goto(`/songs/${songId}`);
  await mastering.getByRole("button", { name: "Accept Mix 1 and begin mastering" }).click();
  await expect(mastering.getByRole("button", { name: "Upload Master 1" })).toBeVisible();
  const { handOffs } = await ask<{ handOffs: unknown[] }>(mastering, "overview.song", { songId });
  expect(handOffs).toHaveLength(1);
});

async function masteringAlone(manager: Page, title: string) {
  const { studios } = await ask<{ studios: { studioId: string }[] }>(manager, "people.me");
  const { projectId } = await change<{ projectId: string }>(manager, "work.createProject", {
    ...{ studioId: studios[0]?.studioId, title, artistName: "Somebody", kind: "single", songs: [title] },
    ...{ stages: ["mastering"], sampleRateHz: 48_000, bitDepth: 24, fileNamePattern: "{artist} - {song}" },
  });
  const { songs } = await ask<{ songs: { id: string }[] }>(manager, "overview.project", { projectId });
  return { projectId, songId: songs[0]?.id ?? "" };
}

type Taking = { projectId: string; person: DemoName; part: string };

async function takesPart(manager: Page, guest: Page, { projectId, person, part }: Taking) {
  const email = `${person}@demo.example`;
  await change(manager, "people.invitePerson", { projectId, email, part });
  // In the demo no mail leaves the house; the newest one lies on top.
  await guest.goto("/dev/inbox");
  await guest.locator('a[href*="/invitations/"]').first().click();
  await guest.getByRole("button", { name: /Accept/ }).click();
  await guest.waitForURL((url) => !url.pathname.startsWith("/invitations"));
}

/** What is asked for once is done, and nobody hears of it. */
async function loseOneAnswer(page: Page, procedure: string) {
  let lose = () => {};
  const isLost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  await page.route(
    (url) => url.pathname.includes(procedure),
    async (route) => {
      await route.fetch();
      await route.abort();
      lose();
    },
    { times: 1 },
  );
  return { isLost };
}
