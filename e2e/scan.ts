import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const screens = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** On a wide screen and on a phone's, in the dark and in the light; `visit` brings about there what is looked at. */
export async function expectAccessible(page: Page, visit = async () => {}, within?: string) {
  for (const screen of screens) {
    await page.setViewportSize(screen);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await visit();
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(screen.width);
    expect(await violations(builder(page, within))).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    await settled(page);
    // Only the colours are others.
    expect(await violations(builder(page, within).withRules("color-contrast"))).toEqual([]);
  }
}

/** Colours that are still on their way to others have no contrast to speak of. */
const settled = (page: Page) =>
  page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));

function builder(page: Page, within?: string) {
  // Axe loads wavesurfer's shadow style sheets again by itself, which the policy refuses.
  const axe = new AxeBuilder({ page })
    .options({ preload: false, resultTypes: ["violations"] })
    .setLegacyMode();
  return within ? axe.include(within) : axe;
}

async function violations(axe: AxeBuilder) {
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`);
}
