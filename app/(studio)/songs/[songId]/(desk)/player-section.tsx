"use client";

import dynamic from "next/dynamic";
import type { Ref } from "react";
import { RangeControls } from "@/components/player/range-controls.tsx";
import { DeskTransport } from "@/components/player/transport.tsx";
import { usePeaks } from "@/components/player/use-peaks.ts";
import { Waveform, type WaveformHandle } from "@/components/player/waveform.tsx";
import { peaksUrl } from "@/components/review/desk-source.ts";
import type { Review } from "@/components/review/review-types.ts";
import { RevisionSwitch } from "@/components/review/revision-switch.tsx";
import type { Notes } from "@/components/review/use-notes.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { Notice } from "@/components/ui/notice.tsx";

// A part without a `loading` of its own would let the whole page give way until it is here.
const nothingYet = () => null;

const ListeningCopy = dynamic(
  () => import("@/components/review/listening-copy.tsx").then((m) => m.ListeningCopy),
  { loading: nothingYet },
);

type Props = { review: Review; sources: Sources; notes: Notes; wave: Ref<WaveformHandle> };

export function PlayerSection({ review, sources, notes, wave }: Props) {
  const { player, shown } = sources;
  const heard = shown?.state === "ready" ? shown : undefined;
  const other = sources.sources.find((source) => source.id === player.engine.otherId);
  const peaks = usePeaks(heard ? peaksUrl(heard.file.id) : null, other ? peaksUrl(other.file.id) : null);
  if (!shown) return null;
  return (
    <section aria-label="Player" className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <RevisionSwitch {...sources} />
        {!shown.revision && shown.file.kind !== "rough_mix" && (
          <p className="text-muted text-sm">Not sent: only its engineers and the studio hear it.</p>
        )}
      </div>
      <div className="rounded-lg bg-surface p-4">
        {heard ? (
          <div className="grid grid-cols-1 gap-3">
            {peaks.state === "failed" && (
              <Notice
                tone="error"
                what="The waveform could not be fetched."
                safe="Listening and notes work without it."
                next="Reload the page to fetch it again."
              />
            )}
            <Waveform
              ref={wave}
              engine={player.engine}
              peaks={peaks.state === "ready" ? peaks.peaks : null}
              markers={notes.markers}
              selectedMarkerId={notes.selected?.id}
              onMarker={(id) => notes.select(review.notes.find((n) => n.id === id))}
              range={notes.range}
              onRange={notes.setRange}
            >
              <RangeControls engine={player.engine} range={notes.range} onRange={notes.setRange} />
            </Waveform>
          </div>
        ) : (
          <ListeningCopy source={shown} songId={review.song.id} />
        )}
      </div>
      {heard && (
        <DeskTransport
          player={player}
          range={notes.range}
          onPreviousNote={() => notes.step(-1, false)}
          onNextNote={() => notes.step(1, false)}
        />
      )}
    </section>
  );
}
