import type { Person } from "../access/actor.ts";
import { db } from "../db.ts";
import { now } from "../time.ts";

/** Sessions signed before this moment no longer count, on any device. */
export async function signOutEverywhere(actor: Person) {
  await db.user.update({ where: { id: actor.userId }, data: { sessionsFrom: now() } });
}
