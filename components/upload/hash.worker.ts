import { sha256Of } from "./sha256-of.ts";

export type HashAsk = { id: string; file: File } | { cancel: string };
export type HashAnswer = { id: string } & ({ hashedBytes: number } | { sha256: string } | { failed: string });

const running = new Map<string, AbortController>();

self.addEventListener("message", ({ data }: MessageEvent<HashAsk>) => {
  if ("cancel" in data) running.get(data.cancel)?.abort();
  else void hash(data.id, data.file);
});

async function hash(id: string, file: File) {
  const controller = new AbortController();
  running.set(id, controller);
  const answer = (a: HashAnswer) => self.postMessage(a);
  try {
    const sha256 = await sha256Of(file, (hashedBytes) => answer({ id, hashedBytes }), controller.signal);
    answer({ id, sha256 });
  } catch (error) {
    answer({ id, failed: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}
