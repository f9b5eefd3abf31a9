import { expect } from "@playwright/test";
import { browserOf } from "./people.ts";
import { test } from "./watched.ts";

test("an engineer hears, notes, answers and compares at the desk with the keyboard alone", async ({
  browser,
}) => {
  const page = await browserOf(browser, "mixing");
  await page.goto("/");
  await page.getByRole("link", { name: "Mixing of Harbour Lights: In review" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Harbour Lights", level: 1 })).toBeVisible();
  const player = page.getByRole("region", { name: "Player" });
  await expect(player.getByRole("radio", { name: "Mix 2" })).toBeChecked();

  await test.step("play, and pause", async () => {
    await page.keyboard.press("Space");
    await expect(player.getByRole("button", { name: /^Pause/ })).toBeVisible();
    await page.keyboard.press("k");
    await expect(player.getByRole("button", { name: /^Play/ })).toBeVisible();
  });

  await test.step("walk through the notes and reply to one", async () => {
    const first = page.getByRole("button", { name: /^Note 1, at 4 seconds/ });
    // What a client asked of Mix 2 in another journey stands before it.
    await expect(async () => {
      await page.keyboard.press("]");
      await expect(first).toHaveAttribute("aria-current", "true", { timeout: 500 });
    }).toPass();
    await page.keyboard.press("r");
    await expect(page.getByRole("textbox", { name: "Reply" })).toBeFocused();
    await page.keyboard.type("Closer still, in the next one.");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("textbox", { name: "Reply" })).toHaveCount(0);
    await expect(
      page.getByRole("complementary", { name: "Notes" }).getByText("Closer still, in the next one."),
    ).toBeVisible();
  });

  await test.step("mark a range and say what it is about, keeping the draft in between", async () => {
    await page.keyboard.press("i");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("o");
    await page.keyboard.press("m");
    const words = page.getByRole("textbox", { name: /^What should change/ });
    await expect(words).toBeFocused();
    await page.keyboard.type("The room is quieter from here on");
    await page.keyboard.press("Escape");
    await expect(words).toBeHidden();
    await page.reload();
    await expect(words).toHaveValue("The room is quieter from here on");
    await expect(page.getByRole("radio", { name: "Range" })).toBeChecked();
    await words.press("Control+Enter");
    await expect(words).toHaveCount(0);
    await expect(
      page.getByRole("complementary", { name: "Notes" }).getByText("The room is quieter from here on"),
    ).toBeVisible();
  });

  await test.step("hear the other version at the same place, and look at the whole song again", async () => {
    await page.keyboard.press("x");
    await expect(player.getByRole("radio", { name: "Mix 1" })).toBeChecked();
    await page.keyboard.press("x");
    await expect(player.getByRole("radio", { name: "Mix 2" })).toBeChecked();
  });

  await test.step("choose a mix by its number, and go back and forth between the two heard last", async () => {
    await page.keyboard.press("1");
    await expect(player.getByRole("radio", { name: "Mix 1" })).toBeChecked();
    await player.getByText("Rough mix").click();
    for (const name of ["Mix 1", "Rough mix", "Mix 1"]) {
      await page.keyboard.press("x");
      await expect(player.getByRole("radio", { name })).toBeChecked();
    }
    await page.keyboard.press("2");
    await expect(player.getByRole("radio", { name: "Mix 2" })).toBeChecked();
  });

  await test.step("see every key, and switch the single letters off and on", async () => {
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keys" });
    await expect(help.getByText("Mix 1 to 9")).toBeVisible();
    await help.getByRole("checkbox", { name: "Single letters act" }).press("Space");
    await page.keyboard.press("Escape");
    await page.keyboard.press("m");
    await expect(page.getByRole("textbox", { name: /^What should change/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Keys" }).press("Enter");
    await help.getByRole("checkbox", { name: "Single letters act" }).press("Space");
    await page.keyboard.press("Escape");
    await page.keyboard.press("m");
    await expect(page.getByRole("textbox", { name: /^What should change/ })).toBeFocused();
  });
});
