"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { bytesText } from "@/components/ui/bytes-text.ts";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { FileKind } from "@/server/files/schema.ts";
import { DropArea } from "./drop-area.tsx";
import { EarlierUploads } from "./earlier-uploads.tsx";
import { guessKind, isLeftover } from "./guess-kind.ts";
import { announcement, files, totalWords } from "./progress-words.ts";
import type { Chosen } from "./read-dropped.ts";
import { isUnderWay, type QueueView } from "./upload-item.ts";
import type { UploadQueue } from "./upload-queue.ts";
import { UploadRow } from "./upload-row.tsx";
import { useUploadQueue } from "./use-upload-queue.ts";

export type UploadPanelProps = {
  songId: string;
  /** What may be brought here; a file's kind is guessed among them and can be changed until it is sent. */
  kinds: readonly FileKind[];
  defaultKind: FileKind;
  title?: string;
  /** Everything that was sent off has arrived and was checked, or was refused. */
  onSettled?: () => void;
};

const pollMs = 3_000;

export function UploadPanel({ songId, kinds, defaultKind, title, onSettled }: UploadPanelProps) {
  const { queue, view } = useUploadQueue(songId);
  const [leftOut, setLeftOut] = useState(0);
  const section = useRef<HTMLElement>(null);
  const { uploads, giveUp } = useSettling(songId, queue, view);
  useSettled(view, onSettled);
  const refused = view.items.filter((item) => item.state.at === "refused").length;

  function choose(chosen: Chosen[]) {
    const meant = chosen.filter(({ path }) => !isLeftover(path));
    setLeftOut(chosen.length - meant.length);
    queue?.add(meant.toSorted(byPath).map((c) => ({ ...c, kind: guessKind(c.path, kinds, defaultKind) })));
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
      <DropArea title={title ?? "Drop files or a folder here"} onChosen={choose} disabled={queue === null} />
      {leftOut > 0 && (
        <p className="text-muted text-sm">
          Left out: {files(leftOut)} that the computer keeps in folders for itself.
        </p>
      )}
      <p role="status" className="sr-only">
        {announcement(view)}
      </p>
      {queue && <Acts queue={queue} view={view} onGone={keepFocus} />}
      {refused > 0 && (
        <p className="text-danger">
          <span aria-hidden>▲ </span>
          {files(refused)} refused, and nothing of {refused === 1 ? "it" : "them"} was kept; the reason stands
          below the name.
        </p>
      )}
      {queue && view.items.length > 0 && (
        <ul aria-label="Files" className="grid">
          {view.items.map((item) => (
            <UploadRow key={item.id} item={item} kinds={kinds} queue={queue} onRemove={remove} />
          ))}
        </ul>
      )}
      <EarlierUploads uploads={uploads} items={view.items} onGiveUp={giveUp} />
    </section>
  );
}

/** As people read names: "Tom 2" before "Tom 10". */
const { compare } = new Intl.Collator("en", { numeric: true });
const byPath = (a: Chosen, b: Chosen) => compare(a.path, b.path);

type ActsProps = { queue: UploadQueue; view: QueueView; onGone: () => void };

/** The one act that waits, and how all of it goes. */
function Acts({ queue, view: { items, total }, onGone }: ActsProps) {
  const pressed = (act: () => void) => () => {
    act();
    onGone();
  };
  const chosen = items.filter((i) => i.state.at === "chosen");
  const hasReady = items.some((i) => i.state.at === "ready");
  const chosenBytes = chosen.reduce((sum, i) => sum + i.sizeBytes, 0);
  return (
    <>
      {total.files > 0 && (
        <ProgressBar
          label={`${files(total.files)} in total`}
          fraction={total.sentBytes / Math.max(1, total.sizeBytes)}
          text={totalWords(total)}
        />
      )}
      <div className="flex flex-wrap gap-3 empty:hidden">
        {chosen.length > 0 && (
          <Button tone="amber" size="large" onClick={pressed(() => queue.start())}>
            Send {files(chosen.length)}, {bytesText(chosenBytes)}
          </Button>
        )}
        {items.some(isUnderWay) && <Button onClick={pressed(() => queue.pause())}>Pause all</Button>}
        {items.some((i) => i.state.at === "paused") && (
          <Button onClick={pressed(() => queue.resume())}>Go on with all</Button>
        )}
        {items.some((i) => i.state.at === "waiting_to_retry") && (
          <Button onClick={pressed(() => queue.retryNow())}>Try again now</Button>
        )}
        {hasReady && !items.some(isUnderWay) && (
          <Button tone="plain" onClick={pressed(() => queue.removeReady())}>
            Take what is ready off the list
          </Button>
        )}
      </div>
    </>
  );
}

/** Follows what the portal does with the received files. Live changes tell at once; asking now and then is the net below. */
function useSettling(songId: string, queue: UploadQueue | null, view: QueueView) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const asked = trpc.files.uploadsOf.queryOptions({ songId });
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

function useSettled({ items }: QueueView, onSettled: (() => void) | undefined) {
  const isOpen = items.some((i) => isUnderWay(i) || ["received", "checking", "paused"].includes(i.state.at));
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) onSettled?.();
    wasOpen.current = isOpen;
  }, [isOpen, onSettled]);
}
