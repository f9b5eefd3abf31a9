"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Marker, SampleRange } from "@/components/player/marker.ts";
import { type DeskSource, songOffsetOf, sourceOf } from "./desk-source.ts";
import type { NoteForm } from "./note-actions.tsx";
import { emptyNote, type NoteDraft } from "./note-draft.ts";
import { noteGroups } from "./note-groups.ts";
import { markersOf } from "./note-markers.ts";
import { stepNote } from "./note-order.ts";
import { noteKinds, noteTarget } from "./note-target.ts";
import { type Note, type Place, type Review, wholeSong } from "./review-types.ts";
import { inside, placeOn } from "./song-line.ts";
import { newestRevision } from "./standing.ts";
import { useDraft } from "./use-draft.ts";
import type { Sources } from "./use-sources.ts";

type Ranged = SampleRange & { sourceId: string };

/** Which note is selected, what is being written, and which part of the song is marked. */
export function useNotes(review: Review, { sources, player, shown, show }: Sources) {
  const { engine } = player;
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [form, setForm] = useState<NoteForm | null>(null);
  const [openOnly, setOpenOnly] = useState(false);
  const [ranged, setRanged] = useState<Ranged | null>(null);
  const [composing, setComposing] = useState(false);
  const playsOn = useRef(false);
  const { draft, change, clear, restored } = useDraft("note", review.song.id, emptyNote);
  const kept = restored && draft.words !== "";
  useEffect(() => {
    if (kept) setComposing(true);
  }, [kept]);

  const groups = useMemo(
    () => noteGroups(review, shown?.revision ?? newestRevision(review), openOnly),
    [review, shown?.revision, openOnly],
  );
  const markers: Marker[] = useMemo(
    () => (shown ? markersOf(review, sources, shown, selectedId) : []),
    [review, sources, shown, selectedId],
  );
  const heardOn = (id: string) => sources.find((s) => s.id === id);
  const range = ranged && shown && rangeOn(shown, heardOn(ranged.sourceId), ranged);
  const kinds = noteKinds(review, shown?.revision);
  const target =
    review.revisions.find((r) => r.id === draft.revisionId) ??
    noteTarget(review, shown?.revision, draft.kind);

  /** What is heard, as a place on the revision that the note is about. */
  function onTarget(place: Place, to = target?.id, from = shown): Place {
    const source = sourceOf(sources, to);
    if (!source || !from) return place;
    return inside(source.file.report?.frames ?? 0, placeOn(songOffsetOf(source), songOffsetOf(from), place));
  }

  function setRange(next: SampleRange | null) {
    setRanged(next && shown ? { ...next, sourceId: shown.id } : null);
    if (composing && next) change(onTarget(next));
  }

  /** The playhead, on the revision that the note is about. */
  function playhead(to = target?.id): Place {
    const heard = heardOn(player.state.focusId);
    return heard ? onTarget({ startSample: engine.positionSample, endSample: null }, to, heard) : wholeSong;
  }

  function begin() {
    const [first] = kinds;
    if (!shown || !first) return;
    const to = noteTarget(review, shown.revision, first);
    const place = range ? onTarget(range, to?.id) : playhead(to?.id);
    if (to && !draft.words.trim()) change({ revisionId: to.id, kind: first, ...place });
    setComposing(true);
  }

  function chooseKind(kind: Note["kind"]) {
    const to = noteTarget(review, shown?.revision, kind);
    if (!to || !target) return;
    change({ kind, revisionId: to.id, ...onTarget(draft, to.id, sourceOf(sources, target.id)) });
  }

  function select(note: Note | undefined) {
    setSelectedId(note?.id ?? null);
    setForm(null);
    const on = note && sourceOf(sources, note.revisionId);
    if (!note || note.startSample === null || !on || shown?.state !== "ready") return;
    engine.seek(placeOn(songOffsetOf(shown), songOffsetOf(on), note).startSample ?? 0);
  }

  /** The same place of the song on another print, playing. */
  function hear(note: Note, sourceId: string) {
    const [to, on] = [heardOn(sourceId), sourceOf(sources, note.revisionId)];
    show(sourceId);
    if (!to || !on || to.state !== "ready") return;
    engine.seek(placeOn(songOffsetOf(to), songOffsetOf(on), note).startSample ?? 0);
    engine.play();
  }

  function sent(noteId: string) {
    clear();
    setComposing(false);
    setSelectedId(noteId);
    if (playsOn.current) engine.play();
    playsOn.current = false;
  }

  function typing() {
    if (!player.state.playing) return;
    playsOn.current = true;
    engine.pause();
  }

  const listed = groups.flatMap((g) => g.notes);
  return {
    groups,
    markers,
    selected: review.notes.find((n) => n.id === selectedId),
    select,
    step: (by: 1 | -1, open: boolean) =>
      select(stepNote(open ? listed.filter((n) => n.state === "open") : listed, selectedId, by)),
    hear,
    form,
    setForm,
    openOnly,
    setOpenOnly,
    range,
    setRange,
    kinds,
    compose: {
      composing,
      draft,
      change: (part: Partial<NoteDraft>) => change(part),
      chooseKind,
      target,
      here: () => playhead().startSample ?? 0,
      begin,
      typing,
      sent,
      close: () => setComposing(false),
    },
  };
}
export type Notes = ReturnType<typeof useNotes>;

function rangeOn(shown: DeskSource, from: DeskSource | undefined, range: SampleRange): SampleRange | null {
  if (!from) return null;
  const { startSample, endSample } = inside(
    shown.file.report?.frames ?? 0,
    placeOn(songOffsetOf(shown), songOffsetOf(from), range),
  );
  return startSample === null || endSample === null ? null : { startSample, endSample };
}
