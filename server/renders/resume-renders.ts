import { type Tx, transact } from "../db.ts";
import { enqueue } from "../queue.ts";

/** Listening copies that wait and whose job ran out of tries, because its workers kept dying, get a new one. */
export async function resumeRenders() {
  await transact(async (tx) => {
    for (const source of await forgotten(tx)) {
      await enqueue(tx, "renders.listeningCopy", source, `listening:${source.studioId}:${source.sha256}`);
    }
  });
}

const forgotten = (tx: Tx) => tx.$queryRaw<{ studioId: string; sha256: string }[]>`
  select r."studioId"::text as "studioId", r."sourceSha256" as sha256 from "Render" r
  where r."kind" = 'listening_copy' and r."state" in ('queued', 'running') and not exists (
    select 1 from graphile_worker._private_jobs j
    where j.key = 'listening:' || r."studioId" || ':' || r."sourceSha256" and (j.attempts < j.max_attempts or j.locked_at is not null))`;
