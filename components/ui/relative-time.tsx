"use client";

import { useEffect, useState } from "react";
import { relativeTime } from "./relative-time-text.ts";

const MINUTE_MS = 60_000;

/** "3 minutes ago", kept true while the page is open; the exact instant in the reader's own zone on hover. */
export function RelativeTime({ at, className }: { at: Date | string; className?: string }) {
  const instant = new Date(at);
  const [nowMs, setNowMs] = useState(() => Date.now());
  const [exact, setExact] = useState<string>();
  const atMs = instant.getTime();

  useEffect(() => {
    setExact(new Date(atMs).toLocaleString("en-GB", { dateStyle: "full", timeStyle: "short" }));
    const timer = setInterval(() => setNowMs(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [atMs]);

  // The browser hydrates later than the server rendered, so the words may already differ by a minute.
  return (
    <time dateTime={instant.toISOString()} title={exact} className={className} suppressHydrationWarning>
      {relativeTime(atMs, nowMs)}
    </time>
  );
}
