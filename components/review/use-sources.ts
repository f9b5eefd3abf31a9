"use client";

import { useEffect, useMemo, useState } from "react";
import type { PlayerSource } from "@/components/player/timeline.ts";
import { usePlayer } from "@/components/player/use-player.ts";
import { type DeskSource, deskSources, playable } from "./desk-source.ts";
import type { Review } from "./review-types.ts";
import { newestRevision } from "./standing.ts";

/**
 * What the desk shows and plays. A print can be shown before it can be heard: its waveform is there first, its
 * listening copy follows.
 */
export function useSources(review: Review) {
  const sources = useMemo(() => deskSources(review), [review]);
  // Every read of the page brings new objects; the player must only hear of real changes.
  const playableNow = JSON.stringify(playable(sources));
  const forPlayer = useMemo(() => JSON.parse(playableNow) as PlayerSource[], [playableNow]);
  // The page begins at the newest revision, even before it can be heard.
  const [firstId] = useState(() => newestRevision(review)?.file.id ?? null);
  const player = usePlayer(forPlayer, firstId ?? "");
  const { engine, state } = player;
  const [unheardId, setUnheardId] = useState<string | null>(firstId);

  const unheard = sources.find((s) => s.id === unheardId && s.state !== "ready");
  const heard = sources.find((s) => s.id === state.focusId && s.state === "ready");
  const shown = unheard ?? heard ?? sources.findLast((s) => s.revision) ?? sources.at(-1);

  function show(id: string) {
    const ready = forPlayer.some((s) => s.id === id);
    setUnheardId(ready ? null : id);
    if (ready) engine.switchTo(id);
    else engine.pause();
  }

  /** Between the two that were heard last; from what cannot be heard yet, back to what was. */
  function showOther() {
    if (unheard) setUnheardId(null);
    else engine.switchToOther();
  }

  // What was shown before it could be heard, or before this page had read that it is there.
  useEffect(() => {
    if (unheardId === null || !forPlayer.some((s) => s.id === unheardId)) return;
    setUnheardId(null);
    engine.switchTo(unheardId);
  }, [forPlayer, unheardId, engine]);

  const otherId = unheard ? heard?.id : engine.otherId;
  return { sources, player, shown, show, otherId, showOther };
}
export type Sources = ReturnType<typeof useSources>;

/** What a print's figures and place are compared with: the one before it in its stage, and a first master's mix. */
export function before(sources: readonly DeskSource[], shown: DeskSource): DeskSource | undefined {
  const sent = sources.filter((s) => s.revision && s.id !== shown.id);
  const earlier = (kind: DeskSource["file"]["kind"]) =>
    sent.findLast(
      (s) => s.file.kind === kind && (!shown.revision || (s.revision?.number ?? 0) < shown.revision.number),
    );
  switch (shown.file.kind) {
    case "rough_mix":
      return undefined;
    case "master":
      return earlier("master") ?? sent.findLast((s) => s.revision?.stage === "mixing");
    default:
      return earlier(shown.file.kind);
  }
}
