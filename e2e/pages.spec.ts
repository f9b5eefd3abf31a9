import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { browserOf, type DemoName } from "./people.ts";
import { ask } from "./portal-api.ts";
import { test } from "./watched.ts";

type Place = { name: string; person: DemoName | null; path: (ids: Ids) => string };
type Ids = Record<string, string>;

/** Every page, as somebody whose page it is, with the demo's song in it. */
const places: readonly Place[] = [
  { name: "sign-in", person: null, path: () => "/sign-in" },
  { name: "check-mail", person: null, path: () => "/sign-in/check-mail" },
  { name: "a closed invitation", person: null, path: () => "/invitations/none" },
  { name: "inbox of the demo", person: null, path: () => "/dev/inbox" },
  { name: "board", person: "manager", path: (ids) => `/studios/${ids.studio}` },
  { name: "new project", person: "manager", path: (ids) => `/studios/${ids.studio}/new-project` },
  { name: "people of the studio", person: "owner", path: (ids) => `/studios/${ids.studio}/people` },
  { name: "project", person: "manager", path: (ids) => `/projects/${ids["Harbour Lights"]}` },
  {
    name: "people of a project",
    person: "manager",
    path: (ids) => `/projects/${ids["Harbour Lights"]}/people`,
  },
  { name: "history", person: "mixing", path: (ids) => `/projects/${ids["Final Step"]}/history` },
  { name: "account", person: "mixing", path: () => "/account" },
  { name: "an offered set", person: "mixing", path: (ids) => `/songs/${ids["song Low Tide"]}/set` },
  { name: "an empty set", person: "recording", path: (ids) => `/songs/${ids["song Breakwater"]}/set` },
  { name: "desk of a mix", person: "mixing", path: (ids) => `/songs/${ids["song Harbour Lights"]}` },
  {
    name: "desk with a blocking request",
    person: "mastering",
    path: (ids) => `/songs/${ids["song Paper Boats"]}`,
  },
  { name: "desk of a master", person: "mastering", path: (ids) => `/songs/${ids["song Final Step"]}` },
  { name: "empty desk", person: "mixing", path: (ids) => `/songs/${ids["song Breakwater"]}` },
  { name: "home of a client", person: "client", path: () => "/home" },
  { name: "listening to a mix", person: "client", path: (ids) => `/listen/${ids["song Harbour Lights"]}` },
  { name: "listening to nothing yet", person: "artist", path: (ids) => `/listen/${ids["song Breakwater"]}` },
  {
    name: "supplying a mix",
    person: "client",
    path: (ids) => `/listen/${ids["song Night Ferry (instrumental)"]}`,
  },
  { name: "a finished song", person: "client", path: (ids) => `/listen/${ids["song Night Ferry"]}` },
];

const screens = [
  { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true },
] as const;

let ids: Ids;
test.beforeAll(async ({ browser }) => {
  ids = await idsOf(browser);
});

for (const screen of screens) {
  for (const { name, person, path } of places) {
    test(`${name} at ${screen.viewport.width}, ${screen.colorScheme}: accessible, within the policy, not wider than the screen`, async ({
      browser,
    }) => {
      const page = person
        ? await browserOf(browser, person, screen)
        : await (await browser.newContext(screen)).newPage();
      await page.goto(path(ids));
      await page.getByRole("heading").first().waitFor();
      await expect(page.getByText("is on its way.")).toHaveCount(0);
      expect(await tooWide(page)).toEqual([]);
      // Axe loads wavesurfer's shadow style sheets again by itself, which the policy refuses.
      const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ")}`)).toEqual([]);
      await page.context().close();
    });
  }
}

test("what may not be seen answers 404, on every kind of page", async ({ browser }) => {
  const page = await browserOf(browser, "client");
  const nobody = "00000000-0000-7000-8000-000000000000";
  for (const path of [
    `/studios/${ids.studio}`,
    `/studios/${ids.studio}/people`,
    `/studios/${ids.studio}/new-project`,
    `/projects/${nobody}`,
    `/projects/${nobody}/people`,
    `/projects/${nobody}/history`,
    `/projects/${ids["Final Step"]}/history`,
    `/songs/${nobody}`,
    `/songs/${nobody}/set`,
    `/songs/${ids["song Final Step"]}/set`,
    `/listen/${nobody}`,
    "/nowhere",
  ]) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
    await expect(page.getByRole("heading", { name: "There is nothing here for you to see" })).toBeVisible();
  }
});

test("a project is not made by an engineer, and who only listens is sent from the desk to their own page", async ({
  browser,
}) => {
  const engineer = await browserOf(browser, "mixing");
  expect((await engineer.goto(`/studios/${ids.studio}/new-project`))?.status()).toBe(404);
  const client = await browserOf(browser, "client");
  const song = ids["song Final Step"];
  const desk = await client.request.get(`/songs/${song}`, { maxRedirects: 0 });
  expect([desk.status(), desk.headers().location]).toEqual([307, `/listen/${song}`]);
});

test("a page that needs somebody sends to sign-in and comes back to that very page", async ({ browser }) => {
  for (const path of [`/projects/${ids["Final Step"]}/people`, `/songs/${ids["song Final Step"]}/set`]) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(path);
    await page.getByRole("button", { name: /Mika Sand/ }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  }
});

async function tooWide(page: Page) {
  return page.evaluate(() =>
    document.documentElement.scrollWidth > window.innerWidth
      ? [`${document.documentElement.scrollWidth} px in ${window.innerWidth}`]
      : [],
  );
}

type Titled = { id: string; title: string };
type Board = { projects: (Titled & { songs: Titled[] })[] };

async function idsOf(browser: Browser): Promise<Ids> {
  const page = await browserOf(browser, "manager");
  const { studios } = await ask<{ studios: { studioId: string }[] }>(page, "people.me");
  const studio = studios[0]?.studioId ?? "";
  const found: Ids = { studio };
  const { projects } = await ask<Board>(page, "projects.board", { studioId: studio });
  for (const project of projects) {
    found[project.title] = project.id;
    for (const song of project.songs) found[`song ${song.title}`] = song.id;
  }
  await page.context().close();
  return found;
}
