import { type Actor, personOf } from "../access/actor.ts";
import { db } from "../db.ts";
import { now } from "../time.ts";

/** Sessions signed before this moment no longer count, on any device. */
export async function signOutEverywhere(actor: Actor) {
  await db.user.update({ where: { id: personOf(actor).userId }, data: { sessionsFrom: now() } });
}
