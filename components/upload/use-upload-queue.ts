import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { isUnderWay, noView, type QueueView } from "./upload-item.ts";
import type { UploadQueue } from "./upload-queue.ts";

type Opened = { queue: UploadQueue; close: () => void };

/**
 * The queue of one song, fetched and opened once something is chosen, for as long as it is shown: leaving the page stops
 * it, and what arrived stays. `open` throws when it cannot be fetched.
 */
export function useUploadQueue(songId: string): {
  queue: UploadQueue | null;
  view: QueueView;
  open: () => Promise<UploadQueue>;
} {
  const [queue, setQueue] = useState<UploadQueue | null>(null);
  const opening = useRef<Promise<Opened> | null>(null);
  const open = useCallback(async () => {
    opening.current ??= import("./open-queue.ts").then((m) => m.openQueue(songId));
    try {
      const opened = await opening.current;
      setQueue(opened.queue);
      return opened.queue;
    } catch (error) {
      opening.current = null;
      throw error;
    }
  }, [songId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another song's files must never go into this one's queue.
  useEffect(
    () => () => {
      opening.current?.then(({ close }) => close()).catch(() => {});
      opening.current = null;
      setQueue(null);
    },
    [songId],
  );

  const view = useSyncExternalStore(queue?.subscribe ?? never, queue?.snapshot ?? empty, empty);
  useWarningBeforeLeaving(view.items.some(isUnderWay));
  return { queue, view, open };
}

function useWarningBeforeLeaving(wanted: boolean) {
  useEffect(() => {
    if (!wanted) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [wanted]);
}

const never = () => () => {};
const empty = () => noView;
