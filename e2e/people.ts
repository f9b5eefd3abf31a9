import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";

export type DemoName = "owner" | "manager" | "recording" | "mixing" | "mastering" | "client" | "artist";

/** A browser of one's own, signed in as a person of the demo. */
export async function browserOf(
  browser: Browser,
  person: DemoName,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(page, person, options.baseURL);
  return page;
}

/** In the demo that the journeys share, unless `address` is of another portal. */
export async function signIn(page: Page, person: DemoName, address = process.env.E2E_ADDRESS ?? "") {
  const { origin } = new URL(address);
  const answer = await page.context().request.post(`${origin}/dev/sign-in`, {
    headers: { origin },
    form: { person: `${person}@demo.example` },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
}
