import { useEffect, useState, useSyncExternalStore } from "react";
import { openHasher } from "./hasher.ts";
import { senderFor } from "./send-file.ts";
import { isUnderWay, noView, type QueueView } from "./upload-item.ts";
import { UploadQueue } from "./upload-queue.ts";

/** The queue of one song, for as long as it is shown: leaving the page stops it, and what arrived stays. */
export function useUploadQueue(songId: string): { queue: UploadQueue | null; view: QueueView } {
  const [queue, setQueue] = useState<UploadQueue | null>(null);
  useEffect(() => {
    const hasher = openHasher();
    const opened = new UploadQueue({ hash: hasher.hash, send: senderFor(songId) });
    const retry = () => opened.retryNow();
    window.addEventListener("online", retry);
    setQueue(opened);
    return () => {
      window.removeEventListener("online", retry);
      opened.close();
      hasher.close();
    };
  }, [songId]);

  const view = useSyncExternalStore(queue?.subscribe ?? never, queue?.snapshot ?? empty, empty);
  useWarningBeforeLeaving(view.items.some(isUnderWay));
  return { queue, view };
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
