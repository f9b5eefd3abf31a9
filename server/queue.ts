import { db, type Tx, transact } from "./db.ts";

/** Every job, with what it carries: ids, never bytes. */
export type Jobs = {
  "files.admit": { uploadId: string };
  "files.sweep": Record<string, never>;
  "files.resume": Record<string, never>;
  "handoffs.compareSum": { songId: string };
  "renders.listeningCopy": { studioId: string; sha256: string };
  "renders.resume": Record<string, never>;
  "notifications.deliver": { studioId: string; eventId: string };
  "notifications.sendMail": { mailId: string };
};
export type JobName = keyof Jobs;

/** What a handler knows of its own attempt. Results are written through `fenced`, or not at all. */
export type Attempt = {
  /** Names temporary files: no two attempts share one. */
  key: string;
  signal: AbortSignal;
  /** One transaction, and only while this attempt still owns the job; a ghost's process ends here. */
  fenced<T>(write: (tx: Tx) => Promise<T>): Promise<T>;
  /** True on the last try: after it the job is not taken up again by itself. */
  last: boolean;
};

export type Handlers = { [K in JobName]: (payload: Jobs[K], attempt: Attempt) => Promise<void> };

/** A mail server may be away for a night: tried for about a day. Everything else fails soon and in words. */
const maxAttempts: Partial<Record<JobName, number>> = { "notifications.sendMail": 14 };

/** Enqueues inside the caller's transaction: the job exists exactly if the change does. */
export async function enqueue<K extends JobName>(tx: Tx, name: K, payload: Jobs[K], key?: string) {
  await tx.$executeRaw`
    select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, max_attempts => ${maxAttempts[name] ?? 5}::int, job_key => ${key ?? null}::text)`;
}

type Owner = { id: string; lockedBy: string; attempts: number };

export class NotOwnerAnymore extends Error {}

/** graphile-worker deletes a finished job by its id alone, so a late worker must not even come to the end of its handler. */
export async function whileOwner<T>(owner: Owner, write: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(async (tx) => {
    // A process that is frozen in here would keep the job from everyone else.
    await tx.$executeRaw`set local idle_in_transaction_session_timeout = '15s'`;
    const own = await tx.$queryRaw<unknown[]>`
      select 1 from graphile_worker._private_jobs
      where id = ${owner.id}::bigint and locked_by = ${owner.lockedBy} and attempts = ${owner.attempts} for update`;
    if (own.length === 0) throw new NotOwnerAnymore(`job ${owner.id} belongs to another worker now`);
    return write(tx);
  });
}

export const beat = (pool: string) =>
  db.workerBeat.upsert({ where: { pool }, create: { pool, beat: new Date() }, update: { beat: new Date() } });

/** Unlocks the jobs of pools that fell silent, also of one that died before its first beat. Never one's own. */
export async function reap(own: string[], silentForSeconds: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ pools: string[] }[]>`
    with lockers as (
      select locked_by as pool, min(locked_at) as since from graphile_worker._private_jobs where locked_by is not null group by 1
      union all
      select locked_by, min(locked_at) from graphile_worker._private_job_queues where locked_by is not null group by 1
    ), dead as (
      select array_agg(distinct l.pool) as pools from lockers l left join "WorkerBeat" b on b.pool = l.pool
      where l.pool <> all(${own}) and greatest(b.beat, l.since) < now() - make_interval(secs => ${silentForSeconds}::double precision)
    )
    select pools, graphile_worker.force_unlock_workers(pools)::text from dead where pools is not null`;
  await db.$executeRaw`delete from "WorkerBeat" where beat < now() - interval '1 day'`;
  return rows[0]?.pools ?? [];
}

/** On a clean stop: an aborted job may not have been written as failed yet. */
export async function leave(pool: string) {
  await db.$executeRaw`select graphile_worker.force_unlock_workers(array[${pool}])`;
  await db.workerBeat.deleteMany({ where: { pool } });
}
