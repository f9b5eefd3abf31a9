import pg from "pg";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { now } from "./time.ts";

export type UpgradeStep = { name: string; run: () => Promise<void> };

const lockNumber = 7_203_116;

/** Runs what is not done yet, and puts on record that it is. */
export async function runUpgradeSteps(steps: readonly UpgradeStep[]) {
  const lock = await lockUpgrade();
  try {
    const left = await db.upgradeStep.findMany({ where: { doneAt: null }, orderBy: { name: "asc" } });
    const names = left.map(({ name }) => name);
    const unknown = names.filter((name) => !steps.some((step) => step.name === name));
    if (unknown.length > 0)
      throw new Error(`Nothing was done: this version does not know the steps ${unknown.join(", ")}.`);
    for (const { name, run } of steps.filter((step) => names.includes(step.name))) {
      await run();
      await db.upgradeStep.update({ where: { name }, data: { doneAt: now() } });
    }
  } finally {
    await lock.end();
  }
}

/** One whose launcher died may still be at work for a moment when the next start is there. */
async function lockUpgrade() {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  await client.query("select pg_advisory_lock($1)", [lockNumber]);
  return client;
}
