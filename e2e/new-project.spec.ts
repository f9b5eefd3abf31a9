import { expect, type Page } from "@playwright/test";
import { signIn } from "./people.ts";
import { test } from "./watched.ts";

/** Presses Tab until the control with this name has the focus: what a mouse reaches, the keyboard reaches. */
async function tabTo(page: Page, role: "button" | "link" | "textbox" | "radio" | "checkbox", name: string) {
  const target = page.getByRole(role, { name, exact: true });
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Sixty presses of Tab did not reach ${role} "${name}".`);
}

test("a manager makes an EP and starts its first song with the keyboard alone", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/");
  await tabTo(page, "link", "New project");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "New project" })).toBeVisible();

  await tabTo(page, "radio", "Single One song");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, "textbox", "Artist");
  await page.keyboard.type("The Keys");
  await tabTo(page, "button", "Make the project");
  await page.keyboard.press("Enter");

  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await expect(title).toBeFocused();
  await expect(title).toHaveAccessibleDescription("Give it a title.");
  await page.keyboard.type("Without a Mouse");
  await tabTo(page, "textbox", "Title of song 1");
  await page.keyboard.type("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Enter");
  await tabTo(page, "button", "Move song 2 up");
  await page.keyboard.press("Enter");
  await tabTo(page, "button", "Make the project");
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Without a Mouse", level: 1 })).toBeVisible();
  await expect(page.getByText("EP by The Keys")).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Enter", "Tab"]);

  await tabTo(page, "button", "Start recording of Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Recording of Enter: In progress" })).toBeVisible();
  await tabTo(page, "link", "History");
  await page.keyboard.press("Enter");
  await expect(page.getByText("started recording of Enter.")).toBeVisible();
});
