import type { Page } from "@playwright/test";
import { test } from "./watched.ts";

const planted: Record<string, (page: Page) => Promise<unknown>> = {
  "Content Security Policy": (page) =>
    page.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", '<img alt="" src="https://elsewhere.example/pixel.gif">');
    }),
  "uncaught: planted": (page) => page.evaluate(() => void setTimeout(() => Promise.reject(Error("planted")))),
  "503 from": async (page) => {
    await page.route("**/broken", (route) => route.fulfill({ status: 503 }));
    await page.evaluate(() => fetch("/broken"));
  },
};

async function plantIn(page: Page, complaint: string) {
  await page.goto("/sign-in");
  await planted[complaint]?.(page);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

for (const complaint of Object.keys(planted)) {
  test(`a journey hears "${complaint}" in a browser of its own, and goes on where it expected that`, async ({
    browser,
    watch,
  }) => {
    watch.expects(new RegExp(complaint));
    await plantIn(await (await browser.newContext()).newPage(), complaint);
  });
}

test.fail("a journey fails that did not expect what a page complained of", ({ page }) =>
  plantIn(page, "Content Security Policy"),
);

test.fail("a journey fails that expects what never comes", ({ watch }) => watch.expects(/anything/));
