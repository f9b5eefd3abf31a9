import { expect } from "@playwright/test";
import { browserOf } from "./people.ts";
import { test } from "./watched.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("a client hears and approves on a phone, and takes it back", async ({ browser }) => {
  const page = await browserOf(browser, "client", phone);
  await page.goto("/home");
  await page
    .getByRole("link", { name: /Harbour Lights.*Mix 2|Listen to Mix 2/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Play" }).tap();
  await expect
    .poll(async () => Number(await page.getByRole("slider").getAttribute("aria-valuenow")))
    .toBeGreaterThan(0);
  await page.getByRole("link", { name: "Approve Mix 2" }).tap();
  await page.getByRole("button", { name: "Yes, approve Mix 2" }).tap();
  await expect(page.getByRole("heading", { name: "Mix 2 is approved" })).toBeVisible();
  await page.getByRole("button", { name: "Withdraw" }).tap();
  await page.getByLabel("Why is it withdrawn?").fill("One more listen in the car");
  await page.getByRole("button", { name: "Withdraw the sign-off" }).tap();
  await expect(page.getByRole("link", { name: "Approve Mix 2" })).toBeVisible();
});

test("approving works without JavaScript, and so does listening", async ({ browser }) => {
  const page = await browserOf(browser, "client", { ...phone, javaScriptEnabled: false });
  await page.goto("/home");
  await page
    .getByRole("link", { name: /Harbour Lights.*Mix 2|Listen to Mix 2/ })
    .first()
    .click();
  await expect(page.locator("audio[controls]").first()).toHaveAttribute("src", /\/listen$/);
  await page.getByRole("link", { name: "Approve Mix 2" }).click();
  await page.getByRole("button", { name: "Yes, approve Mix 2" }).click();
  await expect(page.getByRole("heading", { name: "Mix 2 is approved" })).toBeVisible();
  const withScripts = await browserOf(browser, "client", phone);
  await withScripts.goto(page.url());
  await withScripts.getByRole("button", { name: "Withdraw" }).tap();
  await withScripts.getByLabel("Why is it withdrawn?").fill("That was a try");
  await withScripts.getByRole("button", { name: "Withdraw the sign-off" }).tap();
  await expect(withScripts.getByRole("link", { name: "Approve Mix 2" })).toBeVisible();
});

test("a link shows that its page is being opened, for as long as that takes", async ({ browser }) => {
  const page = await browserOf(browser, "client", phone);
  await page.goto("/home");
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  await page
    .getByRole("link", { name: /^Listen to/ })
    .first()
    .tap();
  await expect(page.getByRole("link", { name: /^Listen to.*, opening$/ })).toBeVisible();
  answer();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
});
