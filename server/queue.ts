import { db, type Tx, transact } from "./db.ts";

/** Every job, with what it carries: ids, never bytes. */
export type Jobs = {
  "files.admit": { uploadId: string };
  "files.sweep": Record<string, never>;
  "files.resume": Record<string, never>;
  "renders.follow": { songId: string };
  "renders.make": { renderId: string };
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

/** Tells people what became of a job that is set aside, in the same transaction. Without one, the queue's list does. */
export type SetAside = { [K in JobName]?: (tx: Tx, payload: Jobs[K]) => Promise<void> };

/** A mail server may be away for a night: tried for about a day. Everything else fails soon and in words. */
const maxAttempts: Partial<Record<JobName, number>> = { "notifications.sendMail": 14 };

/** Enqueues inside the caller's transaction: the job exists exactly if the change does. */
export async function enqueue<K extends JobName>(tx: Tx, name: K, payload: Jobs[K], key?: string) {
  // Asked for anew, a job that was set aside is taken up as the same one, and runs alone.
  if (key) await tryAgain(tx, { key });
  await tx.$executeRaw`
    select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, max_attempts => ${maxAttempts[name] ?? 5}::int, job_key => ${key ?? null}::text)`;
}

/** Which of these jobs are to come or under way. One that is out of tries, or set aside, is neither. */
export async function pendingAmong(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    select key from graphile_worker._private_jobs
    where key = any(${[...keys]}) and (attempts < max_attempts or locked_at is not null)`;
  return new Set(rows.map(({ key }) => key));
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

/** Whether a worker died or fell silent over this job, so that nothing else may run beside it. */
export async function isSuspect({ id }: Owner): Promise<boolean> {
  return (await db.jobAttempt.count({ where: { jobId: BigInt(id), state: "suspect" } })) > 0;
}

/** Writes down what runs where, for whoever has to find out what a worker died of. */
export async function begin(owner: Owner, state: "running" | "alone") {
  await whileOwner(
    owner,
    (tx) => tx.$executeRaw`
    insert into "JobAttempt" ("jobId", "pool", "state") values (${owner.id}::bigint, ${owner.lockedBy}, ${state}::"JobAttemptState")
    on conflict ("jobId") do update set "pool" = excluded."pool", "state" = excluded."state", "startedAt" = now()`,
  );
}

/** It ended well or failed in words, which clears it. */
export async function end({ id, lockedBy }: Owner) {
  await db.jobAttempt.deleteMany({
    where: { jobId: BigInt(id), pool: lockedBy, state: { in: ["running", "alone"] } },
  });
}

export const beat = (pool: string) =>
  db.workerBeat.upsert({ where: { pool }, create: { pool, beat: new Date() }, update: { beat: new Date() } });

/**
 * Unlocks the jobs of pools that fell silent, also of one that died before its first beat. Never one's own. What ran
 * there runs alone next time, or is set aside where it did; what only waited there keeps its tries.
 */
export async function reap(own: string[], silentForSeconds: number, setAside: SetAside): Promise<string[]> {
  return transact(async (tx) => {
    const [turn] = await tx.$queryRaw<{ mine: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext('queue.reap')) as mine`;
    if (!turn?.mine) return [];
    const pools = await silentPools(tx, own, silentForSeconds);
    await tx.$executeRaw`delete from "WorkerBeat" where beat < now() - interval '1 day'`;
    await tx.$executeRaw`
      delete from "JobAttempt" a where not exists (select 1 from graphile_worker._private_jobs j where j.id = a."jobId")`;
    if (pools.length === 0) return [];
    // What began before Postgres did was lost with it.
    await clear(tx, pools, await databaseStart(tx));
    const ended = await tx.$queryRaw<Ended[]>`
      update "JobAttempt" a set "state" = (case a."state" when 'alone' then 'set_aside' else 'suspect' end)::"JobAttemptState"
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.id = a."jobId" and j.locked_by = a."pool" and a."pool" = any(${pools}) and a."state" in ('running', 'alone')
      returning a."jobId" as id, t.identifier as name, j.payload, a."state"::text`;
    await tx.$executeRaw`
      update graphile_worker._private_jobs set max_attempts = max_attempts + 1 where locked_by = any(${pools})`;
    await tx.$executeRaw`select graphile_worker.force_unlock_workers(${pools})`;
    for (const job of ended) if (job.state === "set_aside") await settle(tx, job, setAside);
    return pools;
  });
}

type Ended = { id: bigint; name: JobName; payload: Jobs[JobName]; state: "suspect" | "set_aside" };

const silentPools = async (tx: Tx, own: string[], silentForSeconds: number) => {
  const rows = await tx.$queryRaw<{ pool: string }[]>`
    with lockers as (
      select locked_by as pool, min(locked_at) as since from graphile_worker._private_jobs where locked_by is not null group by 1
      union all
      select locked_by, min(locked_at) from graphile_worker._private_job_queues where locked_by is not null group by 1
    )
    select distinct l.pool from lockers l left join "WorkerBeat" b on b.pool = l.pool
    where l.pool <> all(${own}) and greatest(b.beat, l.since) < now() - make_interval(secs => ${silentForSeconds}::double precision)`;
  return rows.map(({ pool }) => pool);
};

async function settle(tx: Tx, { id, name, payload }: Ended, setAside: SetAside) {
  await tx.$executeRaw`select graphile_worker.permanently_fail_jobs(array[${id}::bigint], ${whySetAside})`;
  const tell = setAside[name] as ((tx: Tx, payload: Jobs[JobName]) => Promise<void>) | undefined;
  await tell?.(tx, payload);
  console.error(`set job ${id} (${name}) aside: ${whySetAside}`);
}

const whySetAside =
  "Twice its worker died or fell silent while it ran, the second time with nothing beside it.";

/** Nobody died over what these pools ran (of it what began before `before`): it is as it was. */
async function clear(tx: Tx, pools: string[], before?: Date) {
  const where = { pool: { in: pools }, ...(before && { startedAt: { lt: before } }) };
  await tx.jobAttempt.deleteMany({ where: { ...where, state: "running" } });
  await tx.jobAttempt.updateMany({ where: { ...where, state: "alone" }, data: { state: "suspect" } });
}

async function databaseStart(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`select pg_postmaster_start_time() as at`;
  if (!row) throw new Error("Postgres does not say when it started");
  return row.at;
}

/** On a clean stop: an aborted job may not have been written as failed yet. */
export async function leave(pool: string) {
  await transact(async (tx) => {
    await clear(tx, [pool]);
    await tx.$executeRaw`select graphile_worker.force_unlock_workers(array[${pool}])`;
    await tx.workerBeat.deleteMany({ where: { pool } });
  });
}

/** A worker that only could not reach its database passes for silent to the others: its jobs are no suspects. */
export const exonerate = (pools: string[]) =>
  db.jobAttempt.deleteMany({ where: { pool: { in: pools }, state: "suspect" } });

export type SetAsideJob = { id: bigint; name: JobName; payload: unknown; since: Date; reason: string };

/** What waits for a person, the oldest first. */
export const setAsideJobs = () => db.$queryRaw<SetAsideJob[]>`
  select j.id, t.identifier as name, j.payload, j.updated_at as since, j.last_error as reason
  from "JobAttempt" a join graphile_worker._private_jobs j on j.id = a."jobId"
  join graphile_worker._private_tasks t on t.id = j.task_id
  where a."state" = 'set_aside' order by j.updated_at, j.id`;

type Named = { id: bigint } | { key: string };
const idOf = (job: Named) => ("id" in job ? job.id : null);
const keyOf = (job: Named) => ("key" in job ? job.key : null);

/** Has a job that was set aside run once more, alone. False where there is none. */
export async function tryAgain(tx: Tx, job: Named): Promise<boolean> {
  const again = await tx.$executeRaw`
    with again as (
      update "JobAttempt" a set "state" = 'suspect' from graphile_worker._private_jobs j
      where j.id = a."jobId" and a."state" = 'set_aside' and (j.id = ${idOf(job)}::bigint or j.key = ${keyOf(job)}::text)
      returning a."jobId"
    )
    update graphile_worker._private_jobs set max_attempts = attempts + 5, run_at = now(), updated_at = now()
    where id in (select "jobId" from again)`;
  return again > 0;
}

/** Forgets a job that was set aside. False where there is none. */
export async function drop(tx: Tx, job: Named): Promise<boolean> {
  const dropped = await tx.$executeRaw`
    with dropped as (
      delete from "JobAttempt" a using graphile_worker._private_jobs j
      where j.id = a."jobId" and a."state" = 'set_aside' and (j.id = ${idOf(job)}::bigint or j.key = ${keyOf(job)}::text)
      returning a."jobId"
    )
    delete from graphile_worker._private_jobs where id in (select "jobId" from dropped)`;
  return dropped > 0;
}
