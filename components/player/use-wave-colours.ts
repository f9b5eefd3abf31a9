"use client";

import { useSyncExternalStore } from "react";

export type WaveColours = { wave: string; played: string };

/** What canvases paint with, in the theme that holds now. Null on the server. */
export function useWaveColours(): WaveColours | null {
  const joined = useSyncExternalStore(subscribe, read, () => null);
  const [wave, played] = joined?.split("|") ?? [];
  return wave && played ? { wave, played } : null;
}

function read(): string {
  const style = getComputedStyle(document.documentElement);
  return `${style.getPropertyValue("--wave")}|${style.getPropertyValue("--played")}`;
}

function subscribe(listener: () => void) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", listener);
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", listener);
    chosen.disconnect();
  };
}
