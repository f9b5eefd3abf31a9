import { expect } from "@playwright/test";
import { browserOf } from "./people.ts";
import { test } from "./watched.ts";

type Switch = { apartMs: number; heard: number };

test("switching between two mixes while they play goes on at the same music, with one of them heard at any time", async ({
  browser,
}) => {
  const page = await browserOf(browser, "recording");
  // At the instant at which the old one stops, the page notes how far apart the two are and how many are heard.
  await page.addInitScript(() => {
    const played = new Set<HTMLMediaElement>();
    const { play, pause } = HTMLMediaElement.prototype;
    const switches: Switch[] = [];
    Object.assign(window, { switches });
    HTMLMediaElement.prototype.play = function () {
      played.add(this);
      return play.call(this);
    };
    HTMLMediaElement.prototype.pause = function () {
      const running = [...played].filter((element) => !element.paused);
      const other = running.find((element) => element !== this);
      const apartMs =
        other && !this.paused && !this.muted ? (other.currentTime - this.currentTime) * 1000 : null;
      pause.call(this);
      const heard = running.filter((element) => !element.paused && !element.muted).length;
      if (apartMs !== null) switches.push({ apartMs, heard });
    };
  });
  await page.goto("/");
  await page.getByRole("link", { name: "Mixing of Harbour Lights: In review" }).click();
  const player = page.getByRole("region", { name: "Player" });
  await expect(player.getByRole("radio", { name: "Mix 2" })).toBeChecked();
  await page.keyboard.press("Space");
  await expect(player.getByRole("button", { name: /^Pause/ })).toBeVisible();

  const switches = () => page.evaluate(() => (window as unknown as { switches: Switch[] }).switches);
  for (let count = 1; count <= 6; count++) {
    await page.keyboard.press("x");
    await expect.poll(async () => (await switches()).length).toBe(count);
  }
  // Mix 2 begins 0.75 s into Mix 1; a busy machine may miss once.
  const errorsMs = (await switches()).map(({ apartMs }) => Math.abs(Math.abs(apartMs) - 750));
  const [, , , fourth] = errorsMs.toSorted((a, b) => a - b);
  expect(fourth).toBeLessThan(10);
  expect((await switches()).map((s) => s.heard)).toEqual([1, 1, 1, 1, 1, 1]);

  await test.step("pressed twice in a row, what sounds goes on", async () => {
    const before = await player.getByRole("radio", { checked: true }).getAttribute("value");
    await page.keyboard.press("x");
    await page.keyboard.press("x");
    await expect(player.getByRole("radio", { checked: true })).toHaveAttribute("value", before ?? "");
    await expect(player.getByRole("button", { name: /^Pause/ })).toBeVisible();
  });
});
