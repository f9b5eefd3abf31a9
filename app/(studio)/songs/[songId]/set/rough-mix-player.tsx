"use client";

import { useEffect, useMemo, useRef } from "react";
import { SongWave } from "@/components/player/song-wave.tsx";
import type { PlayerSource } from "@/components/player/timeline.ts";
import { PhoneTransport } from "@/components/player/transport.tsx";
import { usePlayer } from "@/components/player/use-player.ts";
import { SkeletonWave } from "@/components/ui/skeleton.tsx";
import type { SetFile } from "./set-types.ts";

type Props = {
  fileId: string;
  report: NonNullable<SetFile["report"]>;
  wave: Int8Array | undefined;
  heightPx: number;
};

/** Plays at once: it is here because somebody pressed play. */
export function RoughMixPlayer({ fileId, report, wave, heightPx }: Props) {
  const { sampleRateHz, frames } = report;
  const sources = useMemo<PlayerSource[]>(
    () => [
      {
        id: fileId,
        label: "Rough mix",
        listenUrl: `/api/media/files/${fileId}/listen`,
        sampleRateHz,
        frames,
        offsetSamples: 0,
      },
    ],
    [fileId, sampleRateHz, frames],
  );
  const player = usePlayer(sources, fileId);
  const { engine } = player;
  const transport = useRef<HTMLDivElement>(null);
  useEffect(() => {
    engine.play();
    // The button that was pressed is gone; its focus goes on to the control that took its place.
    transport.current?.querySelector<HTMLButtonElement>("button")?.focus();
  }, [engine]);
  return (
    <div className="grid items-center gap-x-6 gap-y-2 sm:grid-cols-[18rem_minmax(0,1fr)]">
      <div ref={transport}>
        <PhoneTransport player={player} />
      </div>
      {wave ? (
        <SongWave engine={engine} overview={wave} markers={[]} heightPx={heightPx} />
      ) : (
        <SkeletonWave heightPx={heightPx} label="The waveform of the rough mix is on its way." />
      )}
    </div>
  );
}
