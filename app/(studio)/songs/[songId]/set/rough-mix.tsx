"use client";

import { useMemo } from "react";
import type { useOverviews } from "@/components/overviews/use-overviews.ts";
import { SongWave } from "@/components/player/song-wave.tsx";
import type { PlayerSource } from "@/components/player/timeline.ts";
import { PhoneTransport } from "@/components/player/transport.tsx";
import { usePlayer } from "@/components/player/use-player.ts";
import { SkeletonWave } from "@/components/ui/skeleton.tsx";
import type { SetFile, SetPage } from "./set-types.ts";

type Props = { set: SetPage; overviews: ReturnType<typeof useOverviews> };
const waveHeightPx = 56;

/** How it is meant to sound, at hand beside the files. */
export function RoughMix({ set, overviews }: Props) {
  const rough = set.files.find((f) => f.id === set.referenceId);
  if (!rough?.report) return null;
  const wave = overviews.data?.get(rough.id);
  return (
    <section
      aria-label="Rough mix"
      className="grid items-center gap-x-6 gap-y-2 sm:grid-cols-[18rem_minmax(0,1fr)]"
    >
      <Player key={rough.id} rough={rough} report={rough.report} wave={wave} />
    </section>
  );
}

type PlayerProps = { rough: SetFile; report: NonNullable<SetFile["report"]>; wave: Int8Array | undefined };

function Player({ rough, report, wave }: PlayerProps) {
  const isReady = rough.listeningCopy?.state === "ready";
  const { id } = rough;
  const { sampleRateHz, frames } = report;
  const sources = useMemo<PlayerSource[]>(
    () =>
      isReady
        ? [
            {
              id,
              label: "Rough mix",
              listenUrl: `/api/media/files/${id}/listen`,
              sampleRateHz,
              frames,
              offsetSamples: 0,
            },
          ]
        : [],
    [isReady, id, sampleRateHz, frames],
  );
  const player = usePlayer(sources, id);
  if (!isReady) {
    return (
      <>
        <p className="text-muted">{comingWords(rough)}</p>
        <SkeletonWave heightPx={waveHeightPx} label="The rough mix can be heard in a moment." />
      </>
    );
  }
  return (
    <>
      <div>
        <h2 className="sr-only">Rough mix</h2>
        <PhoneTransport player={player} />
      </div>
      {wave ? (
        <SongWave engine={player.engine} overview={wave} markers={[]} heightPx={waveHeightPx} />
      ) : (
        <SkeletonWave heightPx={waveHeightPx} label="The waveform of the rough mix is on its way." />
      )}
    </>
  );
}

function comingWords({ listeningCopy, name }: SetFile): string {
  if (listeningCopy?.state === "failed") return listeningCopy.reason ?? `${name} cannot be heard here.`;
  return `${name} can be heard in a moment: its listening copy is at ${Math.round((listeningCopy?.progress ?? 0) * 100)} %.`;
}
