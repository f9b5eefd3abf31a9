/** Who acts: somebody with an account, who asks from the public page, who holds a link to one thing, or the portal itself. */
export type Actor = Person | Visitor | LinkHolder | Job;
export type Person = { kind: "person"; userId: string };
type Visitor = { kind: "visitor"; visitorId: string };
type LinkHolder = { kind: "link"; linkId: string };
type Job = { kind: "job"; name: string };

/** As rows and the history hold who acted: "person:" and an id. */
export function actorKey(actor: Actor): string {
  return `${actor.kind}:${nameOf(actor)}`;
}

function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case "person":
      return actor.userId;
    case "visitor":
      return actor.visitorId;
    case "link":
      return actor.linkId;
    case "job":
      return actor.name;
  }
}

/** Throws at a key that actorKey never gives: it would be somebody whom nobody knows. */
export function actorOf(key: string): Actor {
  const colon = key.indexOf(":");
  const name = key.slice(colon + 1);
  switch (key.slice(0, colon)) {
    case "person":
      return { kind: "person", userId: name };
    case "visitor":
      return { kind: "visitor", visitorId: name };
    case "link":
      return { kind: "link", linkId: name };
    case "job":
      return { kind: "job", name };
    default:
      throw new Error(`"${key}" names no actor`);
  }
}

/** The account behind a key, where there is one. */
export function userIdOf(key: string): string | null {
  const actor = actorOf(key);
  return actor.kind === "person" ? actor.userId : null;
}
