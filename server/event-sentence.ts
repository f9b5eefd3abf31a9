import { userIdOf } from "./access/actor.ts";
import { declaredOf, isEventKind } from "./event-kinds.ts";
import type { Names } from "./event-words.ts";

type Line = { actor: string; kind: string; subject: unknown };

/** One line of the history as a sentence: "Mika signed off Mix 2 of Final Step." */
export function eventSentence({ actor, kind, subject }: Line, names: Names): string {
  const actorId = userIdOf(actor) ?? undefined;
  const who = actorId ? (names.people[actorId] ?? "Somebody") : "The portal";
  // A page may stand open while the portal is brought up to date.
  if (!isEventKind(kind)) return `${who}: ${kind}.`;
  return `${who} ${declaredOf(kind).sentence(subject as never, names, actorId)}.`;
}
