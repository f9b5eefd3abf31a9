import type { HashAnswer, HashAsk } from "./hash.worker.ts";
import type { Hash } from "./upload-queue.ts";

type Waiting = {
  onHashed: (bytes: number) => void;
  resolve: (sha256: string) => void;
  reject: (error: Error) => void;
};

/** Hashes in a worker, so that the page stays quick; `close` ends it. */
export function openHasher(): { hash: Hash; close: () => void } {
  const waiting = new Map<string, Waiting>();
  let asked = 0;
  const worker = new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });
  const ask = (message: HashAsk) => worker.postMessage(message);

  worker.addEventListener("message", ({ data }: MessageEvent<HashAnswer>) => {
    const asker = waiting.get(data.id);
    if (!asker) return;
    if ("hashedBytes" in data) return asker.onHashed(data.hashedBytes);
    waiting.delete(data.id);
    if ("sha256" in data) asker.resolve(data.sha256);
    else asker.reject(new Error(data.failed));
  });
  worker.addEventListener("error", () => {
    for (const asker of waiting.values()) asker.reject(new Error("The browser could not start hashing."));
    waiting.clear();
  });

  return {
    hash: (file, onHashed, signal) =>
      new Promise((resolve, reject) => {
        const id = `hash-${++asked}`;
        waiting.set(id, { onHashed, resolve, reject });
        signal.addEventListener("abort", () => ask({ cancel: id }), { once: true });
        ask({ id, file });
      }),
    close: () => worker.terminate(),
  };
}
