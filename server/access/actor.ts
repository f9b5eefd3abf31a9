import { Refused } from "../errors.ts";

/** Who acts. Guests by link will be a kind of their own. */
export type Actor = { kind: "person"; userId: string } | { kind: "job"; name: string };
export type Person = Extract<Actor, { kind: "person" }>;

export function personOf(actor: Actor): Person {
  if (actor.kind !== "person")
    throw new Refused("NOT_ALLOWED", "This is decided by a person, never by a job.");
  return actor;
}

/** The words of the event log for who acted. */
export const actorKey = (actor: Actor) =>
  actor.kind === "person" ? `person:${actor.userId}` : `job:${actor.name}`;
