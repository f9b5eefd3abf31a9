/** Fills an empty database with the demo studio, through the same verbs that people use. */
import { closePool } from "../server/audio/pool.ts";
import { db } from "../server/db.ts";
import { finalStep } from "./demo/final-step.ts";
import { harbourLights } from "./demo/harbour-lights.ts";
import { nightFerry } from "./demo/night-ferry.ts";
import { paperBoats } from "./demo/paper-boats.ts";
import { makeDemoStudio } from "./demo/studio.ts";

const demo = await makeDemoStudio();
await nightFerry(demo);
await finalStep(demo);
await paperBoats(demo);
await harbourLights(demo);
// The demo's past is told on its pages; nobody gets mail about it now.
await db.$executeRaw`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`;
await closePool();
await db.$disconnect();
