import { expect, type Page } from "@playwright/test";
import { browserOf } from "./people.ts";
import { type Ids, idsOf, listen, type Place, pageOf, projects, songs, studios, visit } from "./places.ts";
import { ask, change } from "./portal-api.ts";
import { bringPrint } from "./revisions.ts";
import { expectAccessible } from "./scan.ts";
import { song } from "./song.ts";
import { test } from "./watched.ts";

type Opened = Place & { open: (page: Page) => Promise<unknown> };

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();

/** What opens over a page. */
const opened: readonly Opened[] = [
  {
    name: "work put on hold",
    person: "manager",
    path: projects("Harbour Lights"),
    open: async (page) => {
      await press("Mixing of Harbour Lights: change")(page);
      await press("Put on hold")(page);
    },
  },
  {
    name: "title and due date",
    person: "manager",
    path: projects("Harbour Lights"),
    open: press("Change title or due date"),
  },
  {
    name: "a new reference",
    person: "manager",
    path: projects("Harbour Lights"),
    open: press("Add a reference"),
  },
  {
    name: "powers of a participant",
    person: "manager",
    path: projects("Harbour Lights", "/people"),
    open: press("Change Maya Lind as client"),
  },
  {
    name: "somebody leaving the studio",
    person: "owner",
    path: studios("/people"),
    open: press("Take Jon Reyes out of the studio"),
  },
  { name: "keys of the desk", person: "mixing", path: songs("Harbour Lights"), open: press("Keys") },
  { name: "a revision to send", person: "mixing", path: songs("Paper Boats"), open: sendMix },
  {
    name: "signing off at the desk",
    person: "owner",
    path: songs("Harbour Lights"),
    open: press(/^Approve Mix 2/),
  },
  {
    name: "a note of a client",
    person: "client",
    path: listen("Harbour Lights"),
    open: press(/^Ask for a change at/),
  },
  { name: "notes to send", person: "client", path: listen("Final Step"), open: press(/^Send \d notes?$/) },
];

/** Not dialogs: they open within the page, which then shows something more. */
const unfolded: readonly (Opened & { shows: string })[] = [
  {
    name: "your menu",
    shows: "Your account",
    person: "manager",
    path: studios(),
    open: press(/: your menu$/),
  },
  {
    name: "acts on work",
    shows: "Put on hold",
    person: "manager",
    path: projects("Harbour Lights"),
    open: press("Mixing of Harbour Lights: change"),
  },
  {
    name: "a request to mixing",
    shows: "Blocks mastering",
    person: "mastering",
    path: songs("Paper Boats"),
    open: composeRequest,
  },
  {
    name: "a print to upload",
    shows: "Choose the file",
    person: "mixing",
    path: songs("Harbour Lights"),
    open: press("Upload Mix 3"),
  },
  {
    name: "a set to return",
    shows: "What is missing or wrong?",
    person: "mixing",
    path: songs("Low Tide", "/set"),
    open: press("Return it with reasons"),
  },
];

// What axe says is enough to go by, and each look costs a fifth less.
test.use({ trace: "off" });

let ids: Ids;
let deciding: { participantId: string };
test.beforeAll(async ({ browser }) => {
  ids = await idsOf(browser);
  // Approving at the desk is for who works at the studio and decides: in the demo only clients do.
  const owner = await browserOf(browser, "owner");
  const { userId } = await ask<{ userId: string }>(owner, "people.me");
  const producer = { projectId: ids["Harbour Lights"], userId, part: "producer", powers: ["sign_off_sound"] };
  deciding = await change(owner, "people.addParticipant", producer);
  await owner.context().close();
});

test.afterAll(async ({ browser }) => {
  const owner = await browserOf(browser, "owner");
  await change(owner, "requests.removeParticipant", deciding);
  await owner.context().close();
});

const scanned =
  "accessible and not wider than the screen, on a desk's and on a phone's, in the dark and in the light";

for (const place of opened) {
  test(`opened, ${place.name}: ${scanned}`, async ({ browser }) => {
    const page = await pageOf(browser, place);
    await openIn(page, place);
    await page.locator("dialog[open]").waitFor();
    await expectAccessible(page, undefined, "dialog[open]");
  });
}

for (const place of unfolded) {
  test(`unfolded, ${place.name}: ${scanned}`, async ({ browser }) => {
    const page = await pageOf(browser, place);
    await expectAccessible(page, async () => {
      await openIn(page, place);
      await expect(page.getByText(place.shows).filter({ visible: true }).first()).toBeVisible();
    });
  });
}

async function openIn(page: Page, place: Opened) {
  await visit(page, place.path(ids));
  await place.open(page);
}

async function sendMix(page: Page) {
  const sending = page.getByRole("button", { name: "Send Mix 2" }).first();
  await sending
    .or(page.getByRole("button", { name: "Upload Mix 2" }))
    .first()
    .waitFor();
  if (await sending.isVisible()) await sending.click();
  else await bringPrint(page, "Mix 2", song.mix2);
}

async function composeRequest(page: Page) {
  await press(/^Note at/)(page);
  const form = page.getByRole("form", { name: /New note/ });
  await form.getByText("Request to mixing").click();
  await form.getByText("A defect").click();
}
