"use client";

import { Play } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { useOverviews } from "@/components/overviews/use-overviews.ts";
import { OverviewCanvas } from "@/components/player/overview-canvas.tsx";
import { Button } from "@/components/ui/button.tsx";
import { SkeletonWave } from "@/components/ui/skeleton.tsx";
import type { SetFile, SetPage } from "./set-types.ts";

const waveHeightPx = 56;

// Most visits are about the files: the player comes when it is asked for.
const RoughMixPlayer = dynamic(() => import("./rough-mix-player.tsx").then((m) => m.RoughMixPlayer), {
  loading: () => <SkeletonWave heightPx={waveHeightPx} label="The player is on its way." />,
});

type Props = { set: SetPage; overviews: ReturnType<typeof useOverviews> };

/** How it is meant to sound, at hand beside the files. */
export function RoughMix({ set, overviews }: Props) {
  const [wantedId, setWantedId] = useState<string | null>(null);
  const rough = set.files.find((f) => f.id === set.referenceId);
  if (!rough?.report) return null;
  const wave = overviews.data?.get(rough.id);
  const isReady = rough.listeningCopy?.state === "ready";
  return (
    <section aria-label="Rough mix">
      {isReady && wantedId === rough.id ? (
        <RoughMixPlayer
          key={rough.id}
          fileId={rough.id}
          report={rough.report}
          wave={wave}
          heightPx={waveHeightPx}
        />
      ) : (
        <div className="grid items-center gap-x-6 gap-y-2 sm:grid-cols-[18rem_minmax(0,1fr)]">
          {isReady ? (
            <Button
              size="large"
              icon={<Play aria-hidden size={20} />}
              className="justify-self-start"
              onClick={() => setWantedId(rough.id)}
            >
              Play the rough mix
            </Button>
          ) : (
            <p className="text-muted">{comingWords(rough)}</p>
          )}
          {wave ? (
            <OverviewCanvas overview={wave} heightPx={waveHeightPx} scale="fill" />
          ) : (
            <SkeletonWave heightPx={waveHeightPx} label="The waveform of the rough mix is on its way." />
          )}
        </div>
      )}
    </section>
  );
}

function comingWords({ listeningCopy, name }: SetFile): string {
  if (listeningCopy?.state === "failed") return listeningCopy.reason ?? `${name} cannot be heard here.`;
  return `${name} can be heard in a moment: its listening copy is at ${Math.round((listeningCopy?.progress ?? 0) * 100)} %.`;
}
