import type { Tx } from "../db.ts";
import { record } from "../events.ts";
import { filesWith } from "../files/queries.ts";
import type { Address } from "../storage/store.ts";

const job = { kind: "job", name: "renders.listeningCopy" } as const;

/** Puts what became of a listening copy on record, in every project that shows its content. */
export async function recordRender(tx: Tx, source: Address, kind: "render.ready" | "render.failed") {
  // In one order, because each project's chain has a lock.
  for (const { studioId, streamId, files } of await filesWith(tx, source)) {
    await record(tx, job, {
      kind,
      studioId,
      streamId,
      subject: { sourceSha256: source.sha256, render: "listening_copy", files },
    });
  }
}
