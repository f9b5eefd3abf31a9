import fs from "node:fs";
import { expect } from "@playwright/test";
import { newDataFolder, type Portal, startPortal } from "../server/testing/portal.ts";
import { visit } from "./places.ts";
import { expectAccessible } from "./scan.ts";
import { test } from "./watched.ts";

test.describe.configure({ timeout: 120_000 });

test("the printed link makes the first owner once, whose studio begins empty", async ({ page }) => {
  const dataDir = newDataFolder();
  const start = () => startPortal(dataDir, { DEMO: "0" });
  const linkOf = (portal: Portal) => /first owner: (\S+)/.exec(portal.said())?.[1] ?? "";
  const first = await start();
  await first.stop();
  const portal = await start();
  const { address } = portal;

  const ended = page.getByRole("heading", { name: "This link no longer works" });
  await page.goto(address + new URL(linkOf(first)).pathname);
  await expect(ended).toBeVisible();
  await expect(page.getByText("each start prints a new link until there is an owner")).toBeVisible();

  await expectAccessible(page, () => visit(page, linkOf(portal)));
  const person = { email: "ina@quietroom.example", password: "three unrelated words" };
  await page.getByLabel("Studio").fill("Quiet Room");
  await page.getByLabel("Your name").fill("Ina Holm");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Open the studio" }).click();
  await expect(page.getByText("Make the first project")).toBeVisible();
  const studio = page.url();
  await page.goto(linkOf(portal));
  await expect(ended).toBeVisible();

  await test.step("nothing is there yet, and every page says what to do", async () => {
    for (const empty of [studio, `${studio}/people`, `${address}/home`])
      await expectAccessible(page, () => visit(page, empty));
    await page.goto(`${studio}/new-project`);
    await page.getByLabel("Title", { exact: true }).fill("Nothing Yet");
    await page.getByLabel("Artist").fill("Nobody");
    await page.getByRole("button", { name: "Make the project" }).click();
    await page.waitForURL(/\/projects\//);
    const project = page.url();
    for (const empty of [project, `${project}/people`])
      await expectAccessible(page, () => visit(page, empty));
  });

  await test.step("without a mail server signing in takes the password", async () => {
    await page.context().clearCookies();
    await expectAccessible(page, () => visit(page, `${address}/sign-in`));
    await expect(page.getByText("No mail server is set up here, so no link can be mailed.")).toBeVisible();
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(studio);
  });

  await test.step("a page that is open does not hold the end up", async () => {
    await expect(page.getByText("Nothing Yet").first()).toBeVisible();
    const sinceMs = Date.now();
    expect(await portal.stop()).toBe(0);
    expect(Date.now() - sinceMs).toBeLessThan(4000);
  });
  fs.rmSync(dataDir, { recursive: true });
});
