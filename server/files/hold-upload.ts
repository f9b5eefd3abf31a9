import pg from "pg";
import { env } from "../env.ts";
import { Refused } from "../errors.ts";

const patienceMs = 10_000;
const retryMs = 100;

type Writer = { abort: AbortController; done: Promise<unknown> };

/** Who writes in this process; other processes are kept off by locks of one shared connection. */
const held = globalThis as unknown as {
  uploadWriters?: Map<string, Writer>;
  uploadLocks?: Promise<pg.Client> | undefined;
};
held.uploadWriters ??= new Map();
const writers = held.uploadWriters;

/**
 * One writer per part: two would mix their bytes. The newer sending wins, because the older one is most often a connection
 * that died without a word; its signal tells it to stop.
 */
export async function holdUpload<T>(
  uploadId: string,
  write: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let older = writers.get(uploadId); older; older = writers.get(uploadId)) {
    older.abort.abort(superseded());
    await within(older.done, deadline);
  }
  const abort = new AbortController();
  const writing = locked(uploadId, deadline, () => write(abort.signal)).finally(() =>
    writers.delete(uploadId),
  );
  writers.set(uploadId, { abort, done: writing.catch(() => {}) });
  return writing;
}

async function locked<T>(uploadId: string, deadline: number, write: () => Promise<T>): Promise<T> {
  const locks = await connection();
  const ask = (what: "pg_try_advisory_lock" | "pg_advisory_unlock") =>
    inTurn(async () => {
      const answer = await locks.query<{ yes: boolean }>(`select ${what}(hashtextextended($1, 2)) as yes`, [
        uploadId,
      ]);
      return answer.rows[0]?.yes === true;
    });
  while (!(await ask("pg_try_advisory_lock"))) {
    if (Date.now() > deadline) throw superseded();
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  try {
    return await write();
  } finally {
    // A lost connection has let go already.
    await ask("pg_advisory_unlock").catch(() => {});
  }
}

let turn: Promise<unknown> = Promise.resolve();

/** One connection asks one thing at a time. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => {});
  return mine;
}

function connection(): Promise<pg.Client> {
  held.uploadLocks ??= open().catch((error: unknown) => {
    held.uploadLocks = undefined;
    throw error;
  });
  return held.uploadLocks;
}

async function open() {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    keepAlive: true,
    application_name: "uploads",
  });
  const lost = () => {
    held.uploadLocks = undefined;
    // Without the lock another process may write: stop, and let the browser go on from what is here.
    for (const writer of writers.values()) writer.abort.abort(unlocked());
  };
  client.on("error", lost);
  client.on("end", lost);
  await client.connect();
  // It stays open for the next upload, and must not keep a program from ending that has done its work. (The types lack it.)
  (client as pg.Client & { unref(): void }).unref();
  return client;
}

const superseded = () =>
  new Refused(
    "CONFLICT",
    "This file is being sent over another connection. Nothing was lost; it goes on from what arrived.",
  );

const unlocked = () =>
  new Refused(
    "NOT_NOW",
    "The portal's database could not be reached for a moment. Nothing was lost; it goes on from what arrived.",
  );

async function within(done: Promise<unknown>, deadline: number) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(superseded()), Math.max(0, deadline - Date.now()));
  });
  await Promise.race([done, late]).finally(() => clearTimeout(timer));
}
