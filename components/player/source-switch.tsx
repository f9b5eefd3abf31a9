"use client";

import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import type { Player } from "./use-player.ts";

/** Hears another source at the same place. Amber is what sounds now, blue what X goes back to. */
export function SourceSwitch({ player: { engine, state } }: { player: Player }) {
  if (engine.sources.length < 2) return null;
  return (
    <SegmentedControl
      label="Hear"
      value={state.focusId}
      onChange={(id) => engine.switchTo(id)}
      options={engine.sources.map((source) => ({
        value: source.id,
        tone: "amber" as const,
        label:
          source.id === engine.otherId ? (
            <span className="border-blue border-b-2">{source.label}</span>
          ) : (
            source.label
          ),
      }))}
    />
  );
}
