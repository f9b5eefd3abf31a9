import { db, transact } from "../db.ts";
import { store } from "../storage/current.ts";
import type { Listed } from "../storage/store.ts";
import { days, now } from "../time.ts";
import { lockObject } from "./lock-object.ts";
import { refuseUpload } from "./refuse-upload.ts";

const job = { kind: "job", name: "files.sweep" } as const;

/** Gives up what nobody goes on with, and removes what nothing names, both after a day. */
export async function sweepLeftovers(at: Date = now()) {
  const dayAgo = new Date(at.getTime() - days(1));
  await giveUpUploads(dayAgo);
  for await (const part of store.parts()) {
    if (part.changedAt >= dayAgo) continue;
    const going = await db.upload.count({ where: { id: part.uploadId, state: "receiving" } });
    if (going === 0) await store.abort(part.uploadId);
  }
  await store.clearScratch(dayAgo);
  for await (const listed of store.list()) {
    if (listed.changedAt < dayAgo) await sweepOrphan(listed);
  }
}

async function giveUpUploads(dayAgo: Date) {
  const lastByte = new Map<string, Date>();
  for await (const part of store.parts()) lastByte.set(part.uploadId, part.changedAt);
  const old = await db.upload.findMany({
    where: { state: "receiving", startedAt: { lt: dayAgo } },
    select: { id: true },
  });
  for (const { id } of old.filter((u) => (lastByte.get(u.id) ?? dayAgo) <= dayAgo)) {
    await transact((tx) =>
      refuseUpload(
        tx,
        job,
        { id, from: "receiving" },
        {
          code: "given_up",
          reason:
            "Sending stopped and was not taken up again for a day, so what had arrived was removed. Drop the file again to send it.",
        },
      ),
    );
    await store.abort(id);
  }
}

async function sweepOrphan({ address }: Listed) {
  await transact(async (tx) => {
    await lockObject(tx, address);
    const row = await tx.storedObject.findUnique({
      where: { studioId_sha256: address },
      select: { sha256: true },
    });
    if (!row) await store.delete(address);
  });
}
