import type { CSSProperties, ReactNode } from "react";
import type { Stage } from "@/server/generated/prisma/client.ts";
import type { SongRow, SongStage } from "./song-row.ts";
import { stageNames } from "./stage-words.ts";
import { WorkCell } from "./work-cell.tsx";

const columns = "lg:grid-cols-[minmax(9rem,1fr)_repeat(var(--stages),minmax(0,1.15fr))]";
const counted = (stages: readonly Stage[]) => ({ "--stages": stages.length }) as CSSProperties;

/** The names of the columns, where there is room for columns. Each cell says its stage itself. */
export function StageColumns({ stages }: { stages: readonly Stage[] }) {
  return (
    <div
      aria-hidden
      style={counted(stages)}
      className={`hidden gap-x-2 border-line border-b pb-2 text-muted text-sm lg:grid ${columns}`}
    >
      <span>Song</span>
      {stages.map((stage) => (
        <span key={stage} className="pl-3">
          {stageNames[stage]}
        </span>
      ))}
    </div>
  );
}

type Props = {
  songs: readonly SongRow[];
  stages: readonly Stage[];
  maySeeSets: boolean;
  /** Beside a song's title. */
  songActs?: (song: SongRow) => ReactNode;
  /** Beside the state of a stage. */
  acts?: (song: SongRow, item: SongStage) => ReactNode;
  /** What begins a stage. */
  start?: (song: SongRow, item: SongStage) => ReactNode;
};

/** Songs by stages: rows and columns on a desk, one below the other on a phone. */
export function SongMatrix({ songs, stages, maySeeSets, songActs, acts, start }: Props) {
  return (
    <ul className="divide-y divide-line">
      {songs.map((song) => (
        <li
          key={song.id}
          style={counted(stages)}
          className={`grid grid-cols-1 gap-2 py-3 lg:items-stretch ${columns}`}
        >
          <div className="flex min-w-0 items-start gap-2 lg:pt-2">
            <span className="min-w-6 shrink-0 text-right font-mono text-muted text-sm leading-6">
              {song.position}
            </span>
            <div className="flex min-w-0 grow flex-wrap justify-between gap-x-2 lg:block">
              <h3 className="font-sans font-semibold">{song.title}</h3>
              {songActs?.(song)}
            </div>
          </div>
          {stages.map((stage) => {
            const item = song.stages.find((s) => s.stage === stage);
            return item ? (
              <WorkCell
                key={stage}
                song={song}
                item={item}
                maySeeSets={maySeeSets}
                menu={acts?.(song, item)}
                start={start?.(song, item)}
              />
            ) : (
              <span key={stage} aria-hidden className="hidden pt-2 pl-3 text-muted lg:block">
                –
              </span>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
