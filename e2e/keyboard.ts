import { expect, type Page } from "@playwright/test";

type Reachable = "button" | "link" | "textbox" | "radio" | "checkbox";

/** Presses Tab until the control with this name has the focus: what a mouse reaches, the keyboard reaches. */
export async function tabTo(page: Page, role: Reachable, name: string | RegExp) {
  const target = page.getByRole(role, { name, exact: true });
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Sixty presses of Tab did not reach ${role} ${name}.`);
}

export async function press(page: Page, role: "button" | "link", name: string | RegExp) {
  await tabTo(page, role, name);
  await page.keyboard.press("Enter");
}

export async function type(page: Page, name: string | RegExp, words: string) {
  await tabTo(page, "textbox", name);
  await page.keyboard.type(words);
}
