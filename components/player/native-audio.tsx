"use client";

import { useCallback, useState } from "react";
import type { PlayerEngine } from "./player-engine.ts";
import { useHydrated } from "./use-hydrated.ts";

/** The browser's own control until the player is there; what it plays by then, the player plays on. */
export function NativeAudio({ engine }: { engine: PlayerEngine }) {
  const hydrated = useHydrated();
  // A page that the browser itself drew answers at once and needs no stand-in.
  const [source] = useState(() => (hydrated ? undefined : engine.focus));
  const adopt = useCallback(
    (element: HTMLAudioElement | null) => (element && source ? engine.adopt(source.id, element) : undefined),
    [engine, source],
  );
  if (!source) return null;
  return (
    // biome-ignore lint/a11y/useMediaCaption: music under review has no captions; the notes are its text.
    <audio
      ref={adopt}
      src={source.listenUrl}
      preload="metadata"
      controls={!hydrated}
      hidden={hydrated}
      aria-label={`Listen to ${source.label}`}
      className="h-14 w-full"
    />
  );
}
