import { expect, test } from "vitest";
import { type Actor, actorKey, actorOf, userIdOf } from "./actor.ts";

const everyKind: { [K in Actor["kind"]]: Extract<Actor, { kind: K }> } = {
  person: { kind: "person", userId: "0199c5d0-0000-7000-8000-000000000001" },
  visitor: { kind: "visitor", visitorId: "0199c5d0-0000-7000-8000-000000000002" },
  link: { kind: "link", linkId: "0199c5d0-0000-7000-8000-000000000003" },
  job: { kind: "job", name: "files.admit" },
};

test.each(Object.values(everyKind))("a $kind is read back from its key", (actor) => {
  expect(actorOf(actorKey(actor))).toEqual(actor);
  expect(userIdOf(actorKey(actor))).toBe(actor.kind === "person" ? actor.userId : null);
});

test.each(["", "person", "owner:1", ":1"])("a key that names no actor is refused: %j", (key) => {
  expect(() => actorOf(key)).toThrow(`"${key}" names no actor`);
});
