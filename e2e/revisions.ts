import { expect, type Page } from "@playwright/test";

/** One file is chosen: it is sent off at once, and asks what changed when it is there. */
export async function bringPrint(page: Page, label: string, file: string) {
  await page
    .getByRole("button", { name: `Upload ${label}` })
    .first()
    .click();
  const section = page.getByRole("region", { name: `Upload ${label}` });
  await section.locator("input[type=file]").setInputFiles(file);
  const sheet = page.getByRole("dialog", { name: `Send ${label} for review` });
  await expect(sheet.getByLabel("What changed")).toBeFocused({ timeout: 60_000 });
}

/** In the sheet that `bringPrint` leaves open. */
export async function sendRevision(
  page: Page,
  label: string,
  changed: string,
  fill?: (sheet: ReturnType<Page["getByRole"]>) => Promise<void>,
) {
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("What changed").fill(changed);
  await fill?.(sheet);
  await sheet.getByRole("button", { name: `Send ${label}` }).click();
  await expect(sheet).toBeHidden();
}
