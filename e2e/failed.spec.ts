import { expect, type Page } from "@playwright/test";
import { signIn } from "./people.ts";
import { type Ids, idsOf, listen, type Place, pageOf, songs, visit } from "./places.ts";
import { expectAccessible } from "./scan.ts";
import { send } from "./sending.ts";
import { test } from "./watched.ts";

type Failing = Place & { says: string; fail: (page: Page) => Promise<unknown> };

/** What a page says when something fails under it. */
const failing: readonly Failing[] = [
  {
    name: "files that are refused",
    says: "and nothing of them was kept",
    person: "recording",
    path: songs("Breakwater", "/set"),
    fail: async (page) => {
      const disguised = (name: string) => ({ name, mimeType: "", buffer: Buffer.from("#EXTM3U\n") });
      await send(page, [disguised("playlist.wav"), disguised("another playlist.flac")]);
    },
  },
  {
    name: "a note of somebody who was signed out",
    says: "You are signed out.",
    person: "client",
    path: listen("Harbour Lights"),
    fail: async (page) => {
      // The draft of the look before would open its form by itself.
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await page.getByRole("button", { name: /^Ask for a change at/ }).click();
      await page.getByLabel(/What should change/).fill("Kept on this device");
      await page.context().clearCookies();
      await page.getByRole("button", { name: "Add note" }).click();
    },
  },
  {
    name: "an approval that is refused",
    says: "has arrived since you opened this page",
    person: "client",
    path: (ids) => `${listen("Harbour Lights")(ids)}/approve?revision=${ids["Mix 2"]}`,
    fail: async (page) => {
      const newestSeen = page.locator("input[name=newestSeenId]");
      await newestSeen.evaluate((input: HTMLInputElement) => {
        input.value = "00000000-0000-7000-8000-000000000000";
      });
      await page.getByRole("button", { name: "Yes, approve Mix 2" }).click();
    },
  },
  {
    name: "a waveform that does not come",
    says: "The waveform could not be fetched.",
    person: "mixing",
    path: songs("Harbour Lights"),
    fail: (page) => failRequests(page, /\/peaks$/),
  },
  {
    name: "a song that does not come, at the desk",
    says: "The connection may have broken",
    person: "mixing",
    path: songs("Final Step"),
    fail: async (page) => {
      await failRequests(page, /\/listen$/);
      await page.getByRole("button", { name: "Play" }).click();
    },
  },
  {
    name: "a song that does not come, for a client",
    says: "The connection may have broken",
    person: "client",
    path: listen("Final Step"),
    fail: async (page) => {
      await failRequests(page, /\/listen$/);
      await page.getByRole("button", { name: "Play" }).click();
    },
  },
  {
    name: "a connection that is lost",
    says: "Connection lost.",
    person: "manager",
    path: (ids) => `/studios/${ids.studio}`,
    fail: (page) => page.context().setOffline(true),
  },
];

// What axe says is enough to go by, and each look costs a fifth less.
test.use({ trace: "off" });

let ids: Ids;
test.beforeAll(async ({ browser }) => {
  ids = await idsOf(browser);
});

for (const { name, person, path, says, fail } of failing) {
  test(`failed, ${name}: accessible and not wider than the screen, on a desk's and on a phone's, in the dark and in the light`, async ({
    browser,
  }) => {
    const page = await pageOf(browser, { name, person, path });
    await expectAccessible(page, async () => {
      await page.context().setOffline(false);
      if (person) await signIn(page, person);
      await visit(page, path(ids));
      await fail(page);
      await expect(page.getByText(says).filter({ visible: true }).first()).toBeVisible();
    });
  });
}

/** What failed once is asked for again. */
async function failRequests(page: Page, what: RegExp) {
  await page.route(what, (route) => route.abort());
  await page.reload();
  await page.getByRole("heading").first().waitFor();
}
