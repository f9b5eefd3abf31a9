import type { Actor } from "./access/actor.ts";
import { Refused } from "./errors.ts";

/** Throws where a page that one person opened would act as another, who signed in on the same device since. */
export function refuseOtherPerson(openedBy: string | null, actor: Actor | null) {
  if (!openedBy || actor?.kind !== "person" || actor.userId === openedBy) return;
  throw new Refused(
    "CONFLICT",
    "Somebody else has signed in on this device since this page was opened. Nothing was changed, and what was written is kept for who wrote it; reload the page to go on as who is signed in now.",
  );
}
