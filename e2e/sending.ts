import type { Locator, Page } from "@playwright/test";
import { ask } from "./portal-api.ts";

type Home = {
  projects: { songs: { id: string; title: string; stages: { stage: string; state: string }[] }[] }[];
};

/** The set that the demo's recording engineer is putting together. */
export async function openSet(page: Page) {
  const { projects } = await ask<Home>(page, "overview.home");
  const song = projects
    .flatMap((project) => project.songs)
    .find(({ stages }) => stages.some((at) => at.stage === "recording" && at.state === "in_progress"));
  await page.goto(`/songs/${song?.id}/set`);
}

type Files = Parameters<Locator["setInputFiles"]>[0];

export async function send(page: Page, files: Files) {
  await page.locator("input[type=file]:not([webkitdirectory])").first().setInputFiles(files);
  await page.getByRole("button", { name: /^Send \d+ file/ }).click();
}

export const rowOf = (page: Page, name: string) =>
  page.getByRole("list", { name: "Files", exact: true }).getByRole("listitem").filter({ hasText: name });

/** Slow enough that something can happen in the middle. */
export async function slowUploads(page: Page, bytesPerSecond: number) {
  const network = await page.context().newCDPSession(page);
  const speed = (uploadThroughput: number) =>
    network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await speed(bytesPerSecond);
  return { release: () => speed(-1) };
}
