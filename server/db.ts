import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "./env.ts";
import { notNow, Refused } from "./errors.ts";
import { PrismaClient } from "./generated/prisma/client.ts";

/** How long a connection, or an answer of Postgres, is waited for: a page that hangs tells nobody anything. */
const patienceMs = 30_000;

/**
 * Postgres itself ends what takes longer, and goes on; one that is frozen does not, so its connection is given up a little
 * later. An address may say otherwise (`?statement_timeout=…&query_timeout=…`), as that of `npm run verify` does.
 *
 * Prisma reads several relations of a row at once, in a transaction too, where all share one connection: those are
 * pipelined there, because pg ends its own queueing with version 9.
 */
export const connect = (connectionString: string, waitMs: number) =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString,
      max: 10,
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: waitMs,
      statement_timeout: waitMs,
      query_timeout: waitMs * 1.2,
    }),
  });

// `next dev` evaluates modules again on every change; one pool per process is enough.
const held = globalThis as unknown as { db?: ReturnType<typeof connect> };
held.db ??= connect(env.DATABASE_URL, patienceMs);
export const db = held.db;

export type Tx = Parameters<Parameters<typeof db.$transaction>[0]>[0];

/** One transaction, tried again when Postgres gave way to another (deadlock, serialization). */
export async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.$transaction(work, { maxWait: 10_000, timeout: 30_000 });
    } catch (error) {
      if (tries >= 4 || !gaveWay(error)) throw error;
    }
  }
}

const gaveWay = (error: unknown) =>
  /P2034|40P01|40001|deadlock detected|could not serialize/.test(textOf(error));

/** What a person is told: a refusal as it is, and of a database that does not answer that it is this. */
export function refusalIn(error: unknown, asked: "reading" | "changing"): Refused | null {
  if (error instanceof Refused) return error;
  return isAway(error) ? notNow(asked) : null;
}

/** Not reached, no connection free in time, no answer in time, or ended and starting again: in Prisma's, pg's and Postgres' words. */
const isAway = (error: unknown) =>
  /^(P1001|P1002|P1008|P1017|P2024|P2028|P2037) |Code: `57(014|P0[123])`|Query read timeout|timeout exceeded when trying to connect|Connection terminated|ECONNREFUSED/.test(
    textOf(error),
  );

const textOf = (error: unknown) =>
  error instanceof Error ? `${(error as { code?: string }).code ?? ""} ${error.message}` : "";
