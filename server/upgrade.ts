// Run by the launcher after the migrations and under their lock: what they leave to code.
import { db } from "./db.ts";
import { digestDecisions } from "./history/digest-decisions.ts";
import { runUpgradeSteps, type UpgradeStep } from "./run-upgrade-steps.ts";

/**
 * In this order, those whose name a migration inserted: `insert into "UpgradeStep" (name) values ('…')`. A step meets the
 * newest tables, not those of its migration; it may have died anywhere before, and goes on from there.
 */
const steps: UpgradeStep[] = [{ name: "digest-decisions", run: digestDecisions }];

await runUpgradeSteps(steps);
await db.$disconnect();
