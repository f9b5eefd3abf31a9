import path from "node:path";
import { expect } from "@playwright/test";
import { press, tabTo, type } from "./keyboard.ts";
import { browserOf, signIn } from "./people.ts";
import { ask, change } from "./portal-api.ts";
import { song } from "./song.ts";
import { test } from "./watched.ts";

test("a manager makes an EP and starts its first song with the keyboard alone", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/");
  await press(page, "link", "New project");
  await expect(page.getByRole("heading", { name: "New project" })).toBeVisible();

  await tabTo(page, "radio", "Single One song");
  await page.keyboard.press("ArrowRight");
  await type(page, "Artist", "The Keys");
  await press(page, "button", "Make the project");

  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await expect(title).toBeFocused();
  await expect(title).toHaveAccessibleDescription("Give it a title.");
  await page.keyboard.type("Without a Mouse");
  await type(page, "Title of song 1", "Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Enter");
  await press(page, "button", "Move song 2 up");
  await press(page, "button", "Make the project");

  await expect(page.getByRole("heading", { name: "Without a Mouse", level: 1 })).toBeVisible();
  await expect(page.getByText("EP by The Keys")).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Enter", "Tab"]);

  await press(page, "button", "Start recording of Enter");
  await expect(page.getByRole("link", { name: "Recording of Enter: In progress" })).toBeVisible();
  await press(page, "link", "History");
  await expect(page.getByText("started recording of Enter.")).toBeVisible();
});

test("recording hands a set off to mixing with the keyboard alone", async ({ browser }) => {
  const manager = await browserOf(browser, "manager");
  const { studios } = await ask<{ studios: { studioId: string }[] }>(manager, "people.me");
  const { projectId } = await change<{ projectId: string }>(manager, "work.createProject", {
    studioId: studios[0]?.studioId,
    title: "By Hand",
    artistName: "The Keys",
    kind: "single",
    stages: ["recording", "mixing"],
    songs: ["By Hand"],
    sampleRateHz: 48_000,
    bitDepth: 24,
    fileNamePattern: "{song}",
  });
  const recording = await browserOf(browser, "recording");
  const { userId } = await ask<{ userId: string }>(recording, "people.me");
  await change(manager, "people.addParticipant", { projectId, userId, part: "recording_engineer" });
  const { songs } = await ask<Songs>(recording, "overview.project", { projectId });
  const { id: songId = "", stages = [] } = songs[0] ?? {};
  await change(manager, "work.start", { workItemId: stages[0]?.workItemId });

  await recording.goto(`/songs/${songId}/set`);
  const [chooser] = await Promise.all([
    recording.waitForEvent("filechooser"),
    press(recording, "button", "Choose files"),
  ]);
  const stems = song.stemNames.slice(0, 2);
  await chooser.setFiles(stems.map((name) => path.join(song.stems, name)));
  const sendName = await recording.getByRole("button", { name: /^Send 2 files/ }).innerText();
  await press(recording, "button", sendName);
  const handOff = recording.getByRole("button", { name: "Hand 2 multitracks off to mixing" });
  await expect(handOff).toBeVisible({ timeout: 60_000 });
  await type(recording, "No rough mix lies beside the set.", "It follows tomorrow.");
  await press(recording, "button", "Hand 2 multitracks off to mixing");
  await expect(recording.getByRole("heading", { name: "Offered to mixing" })).toBeVisible();
});

test("a client hears, asks for a change, approves and takes it back with the keyboard alone", async ({
  browser,
}) => {
  const page = await browserOf(browser, "client");
  await page.goto("/home");
  const listen = page.getByRole("link", { name: /Harbour Lights.*Mix 2|Listen to Mix 2/ }).first();
  await listen.press("Enter");
  await press(page, "button", "Play");
  const place = page.getByRole("slider");
  await expect.poll(async () => Number(await place.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  await press(page, "button", "Pause");
  await press(page, "button", /^Ask for a change at/);
  await type(page, /What should change/, "Asked without a mouse");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText("Asked without a mouse")).toBeVisible();
  await press(page, "link", "Approve Mix 2");
  await press(page, "button", "Yes, approve Mix 2");
  await expect(page.getByRole("heading", { name: "Mix 2 is approved" })).toBeVisible();
  await press(page, "button", "Withdraw");
  await type(page, "Why is it withdrawn?", "One more listen");
  await press(page, "button", "Withdraw the sign-off");
  await expect(page.getByRole("link", { name: "Approve Mix 2" })).toBeVisible();
});

type Songs = { songs: { id: string; stages: { workItemId: string }[] }[] };
