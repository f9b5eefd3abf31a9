// `npm run jobs`: what the queue set aside, and what becomes of it.
import { db, transact } from "./db.ts";
import { drop, setAsideJobs, tryAgain } from "./queue.ts";

const usage = `npm run jobs                what was set aside, with its numbers
npm run jobs -- again NUMBER  has it run once more, with nothing beside it
npm run jobs -- drop NUMBER   forgets it`;

async function main([act, number, ...rest]: string[]): Promise<number> {
  if (act === undefined) return list();
  const isKnown = (act === "again" || act === "drop") && /^\d{1,18}$/.test(number ?? "") && rest.length === 0;
  if (!isKnown) return said(usage, act === "--help" ? 0 : 2);
  const job = { id: BigInt(number ?? "") };
  const done = await transact((tx) => (act === "again" ? tryAgain(tx, job) : drop(tx, job)));
  if (!done) return said(`No job ${number} is set aside. Nothing was changed.`, 1);
  return said(act === "again" ? `Job ${number} runs once more.` : `Job ${number} is forgotten.`, 0);
}

async function list(): Promise<number> {
  const jobs = await setAsideJobs();
  if (jobs.length === 0) return said("No job is set aside.", 0);
  for (const { id, name, payload, since, reason } of jobs)
    said(`${id}  ${name} ${JSON.stringify(payload)}, since ${since.toISOString()}\n    ${reason}`, 0);
  return said(`\n${usage}`, 0);
}

function said(words: string, code: number): number {
  process.stdout.write(`${words}\n`);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
await db.$disconnect();
