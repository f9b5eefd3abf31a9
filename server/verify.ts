// `npm run verify`.
import { db } from "./db.ts";
import { verifyEverything, wordsOf } from "./verify-everything.ts";

const verified = await verifyEverything();
process.stdout.write(`${wordsOf(verified)}\n`);
await db.$disconnect();
process.exitCode = verified.damage.length + verified.unproven.length === 0 ? 0 : 1;
