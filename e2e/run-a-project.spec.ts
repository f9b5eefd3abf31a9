import { expect, type Page } from "@playwright/test";
import { signIn } from "./people.ts";
import { test } from "./watched.ts";

/** A project of its own, so that no journey waits for another one's. */
async function makeProject(page: Page, title: string) {
  await page.goto("/");
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByRole("textbox", { name: "Title", exact: true }).fill(title);
  await page.getByRole("textbox", { name: "Artist" }).fill("Somebody");
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

test("work is put on hold with a reason, and goes on where it stopped", async ({ page }) => {
  await signIn(page, "manager");
  await makeProject(page, "On Tour");
  await page.getByRole("button", { name: "Start recording of On Tour" }).click();
  const underWay = page.getByRole("link", { name: "Recording of On Tour: In progress" });
  await expect(underWay).toBeVisible();
  await page.getByRole("button", { name: "Recording of On Tour: change" }).click();
  await page.getByRole("button", { name: "Put on hold" }).click();
  const dialog = page.getByRole("dialog", { name: "Put recording of On Tour on hold?" });
  await dialog.getByRole("textbox").fill("The band is on tour until June");
  await dialog.getByRole("button", { name: "Put on hold" }).click();

  await expect(page.getByRole("link", { name: "Recording of On Tour: On hold" })).toBeVisible();
  await expect(page.getByText("The band is on tour until June")).toBeVisible();

  await page.getByRole("button", { name: "Recording of On Tour: change" }).click();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Resume" }).click();
  await expect(underWay).toBeVisible();
});

test("somebody from outside is invited, and the invitation is taken back", async ({ page }) => {
  await signIn(page, "manager");
  await makeProject(page, "Open Door");
  await page.getByRole("link", { name: "People", exact: true }).last().click();
  await page.getByRole("textbox", { name: "E-mail" }).fill("not an address");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveAccessibleDescription(
    /one e-mail address/,
  );

  await page.getByRole("textbox", { name: "E-mail" }).fill("ines@elsewhere.example");
  await page.getByRole("textbox", { name: "Name" }).fill("Ines");
  await page
    .getByRole("combobox", { name: "Part in the project" })
    .first()
    .selectOption("Mastering engineer");
  await expect(page.getByRole("checkbox", { name: "Sign off the sound" })).not.toBeChecked();
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText("The invitation of ines@elsewhere.example is ready.")).toBeVisible();
  await expect(page.getByRole("link", { name: "the demo's inbox" })).toBeVisible();

  await page.getByRole("button", { name: "Take back the invitation of Ines" }).click();
  await expect(page.getByText("No invitation is waiting for an answer.")).toBeVisible();
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByText("took back the invitation of Ines as mastering engineer.")).toBeVisible();
  await page.getByRole("link", { name: "Everything" }).click();
  await expect(page.getByRole("link", { name: "Everything" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("took back the invitation of Ines as mastering engineer.")).toBeVisible();
});

test("what was typed for a project is kept when its making is refused", async ({ page, context }) => {
  await signIn(page, "manager");
  await page.goto("/");
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByRole("textbox", { name: "Title", exact: true }).fill("Kept");
  await page.getByRole("textbox", { name: "Artist" }).fill("Somebody");
  await context.clearCookies();
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "You are signed out" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Title", exact: true })).toHaveValue("Kept");

  await signIn(page, "manager");
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByRole("heading", { name: "Kept", level: 1 })).toBeVisible();
});
