"use client";

import { useMemo } from "react";
import { overviewOf } from "@/components/player/peaks.ts";
import { SongWave } from "@/components/player/song-wave.tsx";
import { PhoneTransport } from "@/components/player/transport.tsx";
import { usePeaks } from "@/components/player/use-peaks.ts";
import { type DeskSource, peaksUrl } from "@/components/review/desk-source.ts";
import { ListeningCopy } from "@/components/review/listening-copy.tsx";
import type { Review } from "@/components/review/review-types.ts";
import { RevisionSwitch } from "@/components/review/revision-switch.tsx";
import type { Notes } from "@/components/review/use-notes.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { SkeletonWave } from "@/components/ui/skeleton.tsx";
import { isFor } from "./notes-of-song.tsx";

const COLUMNS = 800;
const HEIGHT_PX = 88;

type Props = { review: Review; sources: Sources; notes: Notes };

/** What has no number yet is known here by the name it came with. */
const byName = (source: DeskSource): DeskSource =>
  source.file.kind === "premaster" && !source.revision ? { ...source, label: source.file.name } : source;

/** One song, one thumb. The other revisions and the rough mix are one press away, at the same place. */
export function SongPlayer({ review, sources, notes }: Props) {
  const { player, shown } = sources;
  const heard = shown?.state === "ready" ? shown : undefined;
  const loading = usePeaks(heard ? peaksUrl(heard.file.id) : null);
  const peaks = loading.state === "ready" ? loading.peaks : null;
  const overview = useMemo(() => peaks && overviewOf(peaks, COLUMNS), [peaks]);
  if (!shown) return null;
  return (
    <section aria-label="Player" className="grid gap-4">
      <div className="grid gap-4 rounded-lg bg-surface p-4 ring-1 ring-line">
        {heard ? (
          <>
            {overview ? (
              <SongWave
                engine={player.engine}
                overview={overview}
                markers={notes.markers.filter((m) => isFor(review, m))}
                selectedMarkerId={notes.selected?.id}
                onMarker={(id) => notes.select(review.notes.find((n) => n.id === id))}
                heightPx={HEIGHT_PX}
              />
            ) : (
              loading.state !== "failed" && (
                <SkeletonWave heightPx={HEIGHT_PX} label="The waveform is on its way." />
              )
            )}
            <PhoneTransport player={player} />
          </>
        ) : (
          <ListeningCopy source={shown} songId={review.song.id} />
        )}
      </div>
      <RevisionSwitch {...sources} sources={sources.sources.map(byName)} />
    </section>
  );
}
