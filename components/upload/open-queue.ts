import { openHasher } from "./hasher.ts";
import { senderFor } from "./send-file.ts";
import { UploadQueue } from "./upload-queue.ts";

/** A queue that hashes in a worker of its own and goes on when the connection is back; `close` ends all of it. */
export function openQueue(songId: string): { queue: UploadQueue; close: () => void } {
  const hasher = openHasher();
  const queue = new UploadQueue({ hash: hasher.hash, send: senderFor(songId) });
  const retry = () => queue.retryNow();
  window.addEventListener("online", retry);
  return {
    queue,
    close: () => {
      window.removeEventListener("online", retry);
      queue.close();
      hasher.close();
    },
  };
}
