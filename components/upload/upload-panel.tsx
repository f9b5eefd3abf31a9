"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { FileKind } from "@/server/files/schema.ts";
import { DropArea } from "./drop-area.tsx";
import { guessKind, isLeftover } from "./guess-kind.ts";
import { announcement, files } from "./progress-words.ts";
import type { Chosen } from "./read-dropped.ts";
import { type Arrived, isUnderWay, type QueueView } from "./upload-item.ts";
import type { UploadQueue } from "./upload-queue.ts";
import { useUploadQueue } from "./use-upload-queue.ts";

// Nothing is chosen yet when the page opens.
const ChosenFiles = dynamic(() => import("./chosen-files.tsx").then((m) => m.ChosenFiles), {
  loading: () => <p className="text-muted">Reading what was chosen…</p>,
});

// Only what an earlier visit left needs it.
const EarlierUploads = dynamic(() => import("./earlier-uploads.tsx").then((m) => m.EarlierUploads), {
  loading: () => null,
});

export type UploadPanelProps = {
  songId: string;
  /** What may be brought here; a file's kind is guessed among them and can be changed until it is sent. */
  kinds: readonly FileKind[];
  defaultKind: FileKind;
  title?: string;
  /** One file is wanted, and nothing about it is to be said first: it is sent off as soon as it is chosen. */
  one?: boolean;
  /** Everything that was sent off has arrived and was checked, or was refused. */
  onSettled?: (arrived: Arrived[]) => void;
};

const pollMs = 3_000;

export function UploadPanel({ songId, kinds, defaultKind, title, one = false, onSettled }: UploadPanelProps) {
  const { queue, view, open } = useUploadQueue(songId);
  const [leftOut, setLeftOut] = useState(0);
  const [isUnopened, setUnopened] = useState(false);
  const [tooMany, setTooMany] = useState(0);
  const section = useRef<HTMLElement>(null);
  const { uploads, giveUp } = useSettling(songId, queue, view);
  useSettled(view, () => onSettled?.(queue?.arrived() ?? []));

  async function choose(chosen: Chosen[]) {
    const meant = chosen.filter(({ path }) => !isLeftover(path));
    setLeftOut(chosen.length - meant.length);
    setTooMany(one && meant.length > 1 ? meant.length : 0);
    if (one && meant.length > 1) return;
    const opened = await open().catch(() => null);
    setUnopened(opened === null);
    opened?.add(meant.toSorted(byPath).map((c) => ({ ...c, kind: guessKind(c.path, kinds, defaultKind) })));
    if (one) opened?.start();
  }

  function remove(id: string) {
    const removed = queue?.remove(id);
    keepFocus();
    const half = uploads.find(
      (u) => u.state === "receiving" && u.sha256 === removed?.sha256 && u.name === removed.item.name,
    );
    if (half) giveUp(half.id);
  }

  /** The button that was pressed goes away, and the keyboard's place with it. */
  const keepFocus = () => section.current?.focus();

  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={title ?? "Send files"}
      className="grid gap-4 focus-visible:outline-none focus-visible:shadow-none"
    >
      <DropArea
        title={title ?? "Drop files or a folder here"}
        one={one}
        onChosen={(chosen) => void choose(chosen)}
      />
      {tooMany > 0 && (
        <Notice
          tone="error"
          what={`One file is wanted here, and these are ${tooMany}.`}
          safe="Nothing was sent."
          next="Choose the one that you mean."
        />
      )}
      {isUnopened && (
        <Notice
          tone="error"
          what="The part of the page that sends files could not be fetched."
          safe="Nothing was sent, and nothing is lost."
          next="Choose the files again once the connection is back."
        />
      )}
      {leftOut > 0 && (
        <p className="text-muted text-sm">
          Left out: {files(leftOut)} that the computer keeps in folders for itself.
        </p>
      )}
      <p role="status" className="sr-only">
        {announcement(view)}
      </p>
      {queue && view.items.length > 0 && (
        <ChosenFiles queue={queue} view={view} kinds={kinds} onRemove={remove} onGone={keepFocus} />
      )}
      {uploads.length > 0 && <EarlierUploads uploads={uploads} items={view.items} onGiveUp={giveUp} />}
    </section>
  );
}

/** As people read names: "Tom 2" before "Tom 10". */
const { compare } = new Intl.Collator("en", { numeric: true });
const byPath = (a: Chosen, b: Chosen) => compare(a.path, b.path);

/** Follows what the portal does with the received files. Live changes tell at once; asking now and then is the net below. */
function useSettling(songId: string, queue: UploadQueue | null, view: QueueView) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const asked = trpc.files.uploadsOf.queryOptions({ home: { kind: "song", songId } });
  const isAwaited = view.items.some((i) => i.state.at === "received" || i.state.at === "checking");
  const { data: uploads } = useQuery({ ...asked, refetchInterval: isAwaited ? pollMs : false });
  const { receivedFiles } = view.total;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer may be older than the arrival that it settles.
  useEffect(() => {
    if (uploads) queue?.settle(uploads);
  }, [queue, uploads, receivedFiles]);
  const refresh = () => client.invalidateQueries({ queryKey: asked.queryKey });
  const abandon = useMutation(trpc.files.abandonUpload.mutationOptions({ onSettled: refresh }));
  return { uploads: uploads ?? [], giveUp: (uploadId: string) => abandon.mutate({ uploadId }) };
}

function useSettled({ items }: QueueView, onSettled: () => void) {
  const isOpen = items.some((i) => isUnderWay(i) || ["received", "checking", "paused"].includes(i.state.at));
  const wasOpen = useRef(false);
  const settled = useEffectEvent(onSettled);
  useEffect(() => {
    if (wasOpen.current && !isOpen) settled();
    wasOpen.current = isOpen;
  }, [isOpen]);
}
