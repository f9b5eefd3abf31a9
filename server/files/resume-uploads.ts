import { type Tx, transact } from "../db.ts";
import { enqueue } from "../queue.ts";

/** Uploads that are to be checked and whose job ran out of tries, because its workers kept dying, get a new one. */
export async function resumeUploads() {
  await transact(async (tx) => {
    for (const { id } of await forgotten(tx))
      await enqueue(tx, "files.admit", { uploadId: id }, `admit:${id}`);
  });
}

const forgotten = (tx: Tx) => tx.$queryRaw<{ id: string }[]>`
  select u."id"::text as id from "Upload" u
  where u."state" = 'checking' and not exists (
    select 1 from graphile_worker._private_jobs j
    where j.key = 'admit:' || u."id" and (j.attempts < j.max_attempts or j.locked_at is not null))`;
