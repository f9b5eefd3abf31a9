import { expect, type Page } from "@playwright/test";
import { browserOf, type DemoName } from "./people.ts";
import { idsOf, visit } from "./places.ts";
import { ask, change } from "./portal-api.ts";
import { test } from "./watched.ts";

const title = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkundenübergabefeier";
const cry = "a".repeat(300);
const name = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswess";

test("a title, a name or a note without a space makes no page wider than the screen", async ({ browser }) => {
  test.setTimeout(2 * 60_000);
  const manager = await browserOf(browser, "manager");
  const mixing = await browserOf(browser, "mixing");
  const client = await browserOf(browser, "client");
  const ids = await idsOf(browser);
  const [projectId, songId, revisionId] = [ids["Harbour Lights"], ids["song Harbour Lights"], ids["Mix 2"]];
  const project = { projectId };
  const asked = { title: "", artistName: "", brief: "", fileNamePattern: "" };
  const before = await ask<typeof asked>(manager, "overview.project", project);
  const kept = Object.fromEntries(Object.keys(asked).map((key) => [key, before[key as keyof typeof asked]]));

  const long = {
    title,
    artistName: title,
    brief: cry,
    fileNamePattern: "{artist}_{project}_{song}_{revision}",
  };
  await change(manager, "projects.change", { ...project, ...long });
  await change(manager, "projects.renameSong", { songId, title });
  const added = await change<{ referenceId: string }>(manager, "projects.addReference", {
    ...project,
    title,
    why: cry,
  });
  const invited = { ...project, email: `${"long".repeat(15)}@example.com`, name, part: "producer" };
  const invitation = await change<{ link: string }>(manager, "people.invitePerson", invited);
  const { noteId } = await change<{ noteId: string }>(mixing, "review.addNote", {
    revisionId,
    kind: "request",
    words: cry,
    startSample: 48_000,
  });
  await change(client, "review.reply", { noteId, words: cry });

  const pages: readonly [DemoName, Page, string][] = [
    ["manager", manager, `/studios/${ids.studio}`],
    ["manager", manager, `/projects/${projectId}`],
    ["manager", manager, `/projects/${projectId}/people`],
    ["manager", manager, `/projects/${projectId}/history?show=everything`],
    ["manager", manager, new URL(invitation.link).pathname],
    ["mixing", mixing, `/songs/${songId}`],
    ["mixing", mixing, `/songs/${songId}/set`],
    ["client", client, "/home"],
    ["client", client, `/listen/${songId}`],
    ["client", client, `/listen/${songId}/approve?revision=${revisionId}`],
  ];
  for (const [person, page, address] of pages) {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await visit(page, address);
      await expect(page).toHaveURL(new RegExp(`${address.replace("?", "\\?")}$`));
      expect.soft([person, address, width, await tooWide(page)]).toEqual([person, address, width, []]);
    }
  }

  await change(manager, "projects.removeReference", { ...project, referenceId: added.referenceId });
  await change(manager, "projects.renameSong", { songId, title: "Harbour Lights" });
  await change(manager, "projects.change", { ...project, ...kept });
});

/** What reaches beyond the screen without being cut off or scrolled by something around it. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    return [...document.querySelectorAll("main *, header *")]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
      .map((element) => `${element.tagName} ${element.className}`.slice(0, 80))
      .slice(0, 12);
  });
