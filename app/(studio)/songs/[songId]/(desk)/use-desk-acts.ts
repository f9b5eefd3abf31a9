"use client";

import { useMutation } from "@tanstack/react-query";
import type { RefObject } from "react";
import type { DeskAct } from "@/components/player/desk-keys.ts";
import { playerAct } from "@/components/player/player-act.ts";
import { endAt, startAt } from "@/components/player/range.ts";
import { useDeskKeys } from "@/components/player/use-desk-keys.ts";
import type { WaveformHandle } from "@/components/player/waveform.tsx";
import { sourceNumbered } from "@/components/review/desk-source.ts";
import { isUnsettled } from "@/components/review/note-order.ts";
import type { Review } from "@/components/review/review-types.ts";
import type { Notes } from "@/components/review/use-notes.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { useTRPC } from "@/components/trpc.tsx";

type Desk = {
  review: Review;
  sources: Sources;
  notes: Notes;
  wave: RefObject<WaveformHandle | null>;
  onHelp: () => void;
};

const heard = new Set<DeskAct["act"]>(["playPause", "back", "forward", "loop"]);

/** The desk's keys. Returns what resolving by key was refused with. */
export function useDeskActs({ review, sources, notes, wave, onHelp }: Desk) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const resolve = useMutation(trpc.review.resolve.mutationOptions({ onSettled: refresh }));
  const { engine } = sources.player;

  function mark(edge: typeof startAt) {
    if (sources.shown?.state !== "ready" || !engine.focus) return;
    notes.setRange(edge(engine.positionSample, notes.range, engine.focus.frames));
  }

  function showNumbered(number: number) {
    const source = sourceNumbered(review, sources.sources, number);
    if (source) sources.show(source.id);
  }

  function resolveSelected() {
    const note = notes.selected;
    if (!note?.closers.includes(review.me.userId) || !isUnsettled(note) || resolve.isPending) return;
    resolve.mutate({ noteId: note.id });
  }

  function act(asked: DeskAct) {
    // What cannot be heard yet is shown over a player that holds another print.
    if (sources.shown?.state !== "ready" && heard.has(asked.act)) return;
    if (playerAct(engine, asked, notes.range)) return;
    switch (asked.act) {
      case "otherVersion":
        return sources.showOther();
      case "version":
        return showNumbered(asked.number);
      case "note":
        return notes.compose.begin();
      case "rangeStart":
        return mark(startAt);
      case "rangeEnd":
        return mark(endAt);
      case "previousNote":
        return notes.step(-1, asked.openOnly);
      case "nextNote":
        return notes.step(1, asked.openOnly);
      case "reply":
        return notes.selected && review.me.grants.includes("note.add") ? notes.setForm("reply") : undefined;
      case "resolve":
        return resolveSelected();
      case "zoomIn":
        return wave.current?.zoomIn();
      case "zoomOut":
        return wave.current?.zoomOut();
      case "zoomFit":
        return wave.current?.fit();
      case "help":
        return onHelp();
      default:
        return undefined;
    }
  }
  useDeskKeys(act);
  return resolve.error;
}
