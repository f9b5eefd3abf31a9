import { expect, type Page } from "@playwright/test";

export async function bringPrint(page: Page, label: string, file: string) {
  await page
    .getByRole("button", { name: `Upload ${label}` })
    .first()
    .click();
  const section = page.getByRole("region", { name: `Upload ${label}` });
  await section.locator("input[type=file]:not([webkitdirectory])").setInputFiles(file);
  await section.getByRole("button", { name: /^Send 1 file/ }).click();
  await expect(page.getByRole("button", { name: `Send ${label}` }).first()).toBeVisible({ timeout: 60_000 });
}

export async function sendRevision(
  page: Page,
  label: string,
  changed: string,
  fill?: (sheet: ReturnType<Page["getByRole"]>) => Promise<void>,
) {
  await page
    .getByRole("button", { name: `Send ${label}` })
    .first()
    .click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("What changed").fill(changed);
  await fill?.(sheet);
  await sheet.getByRole("button", { name: `Send ${label}` }).click();
  await expect(sheet).toBeHidden();
}
