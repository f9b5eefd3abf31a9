"use client";

import { useEffect, useState } from "react";

/** True once `now` has been true for that long: what passes at once is not worth a word. */
export function useLasting(now: boolean, forMs: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) return;
    const timer = setTimeout(() => setLasting(true), forMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [now, forMs]);
  return lasting;
}
