"use client";

import { useEffect, useState } from "react";
import { decodePeaks, type Peaks } from "./peaks.ts";

type Loading = { state: "loading" } | { state: "ready"; peaks: Peaks } | { state: "failed" };

const KEPT = 6;
/** The last few songs that were drawn, newest last: a switch between two versions must not wait. */
const kept = new Map<string, Promise<Peaks>>();

/** The stored peaks behind an address, null while there is none yet; `nextUrl` is fetched ahead of a switch. */
export function usePeaks(url: string | null, nextUrl: string | null = null): Loading {
  const [loaded, setLoaded] = useState<{ url: string; result: Loading } | null>(null);
  useEffect(() => {
    if (!url) return;
    let wanted = true;
    const arrive = (result: Loading) => wanted && setLoaded({ url, result });
    fetchPeaks(url).then(
      (peaks) => arrive({ state: "ready", peaks }),
      () => arrive({ state: "failed" }),
    );
    return () => {
      wanted = false;
    };
  }, [url]);
  useEffect(() => {
    // Unasked for, so its failure is told when it is asked for.
    if (nextUrl) fetchPeaks(nextUrl).catch(() => {});
  }, [nextUrl]);
  return loaded && loaded.url === url ? loaded.result : { state: "loading" };
}

function fetchPeaks(url: string): Promise<Peaks> {
  const known = kept.get(url);
  if (known !== undefined) return known;
  const coming = fetch(url).then(async (response) => {
    if (!response.ok) throw new Error(`The waveform answered ${response.status}.`);
    return decodePeaks(new Uint8Array(await response.arrayBuffer()));
  });
  kept.set(url, coming);
  coming.catch(() => kept.delete(url));
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return coming;
}
