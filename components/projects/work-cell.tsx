import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { dayText } from "./day-text.ts";
import type { SongStage } from "./song-row.ts";
import { printName, stageNames } from "./stage-words.ts";
import { waitsText } from "./waits-text.ts";
import { workHref } from "./work-href.ts";
import { WorkState } from "./work-state.tsx";

type Props = {
  song: { id: string; title: string };
  item: SongStage;
  maySeeSets: boolean;
  /** Beside the state: what else may be done to it. */
  menu?: ReactNode;
  /** Below the words: what begins it. */
  start?: ReactNode;
};

/** One stage of one song: its state, who has it, since when, by when. All of it leads to where the work is. */
export function WorkCell({ song, item, maySeeSets, menu, start }: Props) {
  const href = workHref(song.id, item.stage, maySeeSets);
  const state = (
    <>
      <span className="sr-only">
        {stageNames[item.stage]} of {song.title}:{" "}
      </span>
      <WorkState stage={item.stage} state={item.state} />
    </>
  );
  const { turn } = item;
  const idle = !turn || turn.hold?.by === "stageBefore" || turn.hold?.by === "onHold";
  return (
    <div
      className={classNames(
        "relative flex h-full gap-1 rounded-md px-3 lg:py-2",
        idle ? "max-lg:py-1" : "bg-surface py-2 ring-inset",
        !idle && (turn.mine ? "ring-2 ring-amber" : "ring-1 ring-line"),
        href && "hover:bg-raised",
      )}
    >
      <div className="grid min-w-0 grow grid-cols-[6rem_minmax(0,1fr)] content-start gap-x-2 lg:block">
        <p aria-hidden className="text-muted text-sm leading-6 lg:hidden">
          {stageNames[item.stage]}
        </p>
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {href ? (
              <Link href={href} className="rounded-md after:absolute after:inset-0 after:rounded-md">
                {state}
              </Link>
            ) : (
              state
            )}
            {item.late && <Badge tone="danger">Late</Badge>}
          </p>
          <Waits item={item} />
          <Dates item={item} />
          {start && <div className="relative">{start}</div>}
        </div>
      </div>
      {menu && <div className="relative -my-2 -mr-3 shrink-0 lg:-mt-2.5">{menu}</div>}
    </div>
  );
}

function Waits({ item: { state, turn, heldReason, stage } }: { item: SongStage }) {
  if (state === "on_hold" || state === "cancelled")
    return heldReason && <p className="wrap-anywhere text-muted text-sm">{heldReason}</p>;
  // A set that was handed off waits at the stage that it goes to.
  if (!turn && state === "in_review" && stage === "recording")
    return <p className="text-muted text-sm">handed off</p>;
  if (!turn || turn.hold?.by === "stageBefore") return null;
  return (
    <p className={classNames("text-sm", turn.mine ? "font-semibold text-amber" : "text-muted")}>
      {waitsText(turn)}
    </p>
  );
}

function Dates({ item }: { item: SongStage }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-muted text-xs">
      {item.latest && item.stage !== "delivery" && <span>{printName(item.stage, item.latest.number)}</span>}
      {item.state !== "waiting" && (
        <span>
          changed <RelativeTime at={item.changedAt} />
        </span>
      )}
      {item.dueOn && item.state !== "approved" && (
        <span className={item.late ? "text-danger" : undefined}>due {dayText(item.dueOn)}</span>
      )}
    </p>
  );
}
