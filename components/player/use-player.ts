"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { PlayerEngine, type PlayerState } from "./player-engine.ts";
import type { PlayerSource } from "./timeline.ts";

export type Player = { engine: PlayerEngine; state: PlayerState };

/** One player for these sources; it ends with the component. Keep `sources` the same array while nothing changed. */
export function usePlayer(sources: readonly PlayerSource[], firstFocusId: string): Player {
  const [engine] = useState(() => new PlayerEngine(sources, firstFocusId));
  const state = useSyncExternalStore(
    engine.onState,
    () => engine.state,
    () => engine.state,
  );
  useEffect(() => engine.update(sources), [engine, sources]);
  useEffect(() => {
    engine.open();
    return () => engine.close();
  }, [engine]);
  return { engine, state };
}

/** Whole seconds, so that a component draws once a second and not at every frame. */
export function usePositionSeconds(engine: PlayerEngine): number {
  return useSyncExternalStore(
    engine.onPosition,
    () => Math.floor(engine.positionSeconds),
    () => 0,
  );
}
