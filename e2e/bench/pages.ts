// How much JavaScript Chromium fetches for a page that it has never seen, compressed as it was sent.
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Request } from "@playwright/test";
import { findChromium } from "../../server/testing/chromium.mjs";
import { signIn } from "./person.ts";
import { type Line, met, skipped } from "./table.ts";

const targetKb = { review: 230, other: 200 };
/** Nothing more comes once a page had nothing to do for this long. */
const stillMs = 2000;

export type Places = Record<
  "studioId" | "projectId" | "setId" | "openSetId" | "songId" | "revisionId",
  string
>;

/** Every page that leads somewhere in the demo, and who opens it; those of a one-time link are left out. */
const pages: { page: string; as?: string; isReview?: true; at(places: Places): string }[] = [
  { page: "/sign-in", at: () => "/sign-in" },
  { page: "Board", as: "manager", at: ({ studioId }) => `/studios/${studioId}` },
  { page: "New project", as: "manager", at: ({ studioId }) => `/studios/${studioId}/new-project` },
  { page: "Studio's people", as: "owner", at: ({ studioId }) => `/studios/${studioId}/people` },
  { page: "Project", as: "manager", at: ({ projectId }) => `/projects/${projectId}` },
  { page: "Project's history", as: "manager", at: ({ projectId }) => `/projects/${projectId}/history` },
  { page: "Project's people", as: "manager", at: ({ projectId }) => `/projects/${projectId}/people` },
  { page: "Set, to receive", as: "mixing", at: ({ setId }) => `/songs/${setId}/set` },
  { page: "Set, to hand off", as: "recording", at: ({ openSetId }) => `/songs/${openSetId}/set` },
  { page: "Account", as: "mixing", at: () => "/account" },
  { page: "/home", as: "client", at: () => "/home" },
  { page: "Desk (review)", as: "mixing", isReview: true, at: ({ songId }) => `/songs/${songId}` },
  { page: "Listen (review)", as: "client", isReview: true, at: ({ songId }) => `/listen/${songId}` },
  {
    page: "Approve (review)",
    as: "client",
    isReview: true,
    at: ({ songId, revisionId }) => `/listen/${songId}/approve?revision=${revisionId}`,
  },
];

export async function measurePages(address: string, places: Places): Promise<Line[]> {
  const browser = await launch();
  if (!browser) return pages.map(({ page, isReview }) => skipped(whatOf(page), inWords(isReview)));
  try {
    const lines: Line[] = [];
    for (const { page, as, isReview, at } of pages) {
      const bytes = await scriptBytes(browser, address, at(places), as);
      lines.push({
        what: whatOf(page),
        portal: `${(bytes / 1000).toFixed(1)} kB`,
        plain: "–",
        ratio: "–",
        target: inWords(isReview),
        verdict: met(bytes / 1000 <= limitKb(isReview)),
      });
    }
    return lines;
  } finally {
    await browser.close();
  }
}

const whatOf = (page: string) => `${page}: JavaScript`;
const limitKb = (isReview: true | undefined) => (isReview ? targetKb.review : targetKb.other);
const inWords = (isReview: true | undefined) => `≤ ${limitKb(isReview)} kB`;

async function launch() {
  try {
    const { executablePath, env } = findChromium();
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    // Ctrl-C is for the bench, which still has a portal to stop.
    const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
    return await chromium.launch({ executablePath, env: { ...process.env, ...env }, args, ...signals });
  } catch (error) {
    console.log(`SKIPPED: the pages, because no Chromium runs here: ${(error as Error).message}`);
    return undefined;
  }
}

/** A context of its own, so that nothing is cached. */
async function scriptBytes(browser: Browser, address: string, path: string, as?: string) {
  const context = await browser.newContext();
  if (as) {
    const [name = "", value = ""] = (await signIn(address, as)).cookie.split("=");
    await context.addCookies([{ name, value, url: address }]);
  }
  const page = await context.newPage();
  const fetched = new Set<Request>();
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") fetched.add(request);
  });
  const opened = await page.goto(`${address}${path}`);
  if (!opened?.ok() || page.url() !== `${address}${path}`)
    throw new Error(`${path} answered ${opened?.status()} and led to ${page.url()}.`);
  for (let before = -1; before < fetched.size; ) {
    before = fetched.size;
    await sleep(stillMs);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  }
  const sizes = await Promise.all([...fetched].map((request) => request.sizes()));
  await context.close();
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
}
