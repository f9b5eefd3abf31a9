import fs from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { browserOf } from "./people.ts";
import { type Ids, idsOf, pageOf, places, visit } from "./places.ts";
import { expectAccessible } from "./scan.ts";
import { test } from "./watched.ts";

// What axe says is enough to go by, and each look costs a fifth less.
test.use({ trace: "off" });

let ids: Ids;
test.beforeAll(async ({ browser }) => {
  ids = await idsOf(browser);
});

for (const place of places) {
  test(`${place.name}: accessible and not wider than the screen, on a desk's and on a phone's, in the dark and in the light`, async ({
    browser,
  }) => {
    const page = await pageOf(browser, place);
    await expectAccessible(page, () => visit(page, place.path(ids)));
  });
}

test("no page is left out", () => {
  const app = path.resolve(import.meta.dirname, "../app");
  const routes = fs
    .readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => `/${path.dirname(file)}`.replace(/\/\([^/]+\)|\/\.$/g, "") || "/");
  // The one sends on at once; the other needs a portal without a demo, and is looked at in first-owner.spec.ts.
  const elsewhere = ["/", "/first-owner/[token]"];
  const visited = places.map((place) => new URL(place.path({}), "http://portal").pathname);
  const isVisited = (route: string) =>
    visited.some((address) => new RegExp(`^${route.replace(/\[[^\]]+\]/g, "[^/]+")}$`).test(address));
  expect(routes.length).toBeGreaterThan(15);
  expect(routes.filter((route) => !isVisited(route)).sort()).toEqual(elsewhere);
});

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
