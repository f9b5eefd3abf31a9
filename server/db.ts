import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "./env.ts";
import { PrismaClient } from "./generated/prisma/client.ts";

// Prisma reads several relations of a row at once, in a transaction too, where all share one connection: those are pipelined
// there, because pg ends its own queueing with version 9.
const create = () =>
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: env.DATABASE_URL, max: 10, pipeline: true }),
  });

// `next dev` evaluates modules again on every change; one pool per process is enough.
const held = globalThis as unknown as { db?: ReturnType<typeof create> };
held.db ??= create();
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

function gaveWay(error: unknown) {
  const text = error instanceof Error ? `${(error as { code?: string }).code ?? ""} ${error.message}` : "";
  return /P2034|40P01|40001|deadlock detected|could not serialize/.test(text);
}
