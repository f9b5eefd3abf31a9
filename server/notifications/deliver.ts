import { db } from "../db.ts";
import { derivedId } from "../ids.ts";
import { postMail } from "../mail/post-mail.ts";
import type { Attempt, Jobs } from "../queue.ts";
import { lettersAbout } from "./letters-about.ts";

/** Tells by mail what happened; the mails' ids come from the event, so that a repeated job writes none twice. */
export async function deliver({ studioId, eventId }: Jobs["notifications.deliver"], attempt: Attempt) {
  const event = await db.event.findFirst({ where: { id: eventId, studioId } });
  if (!event) return;
  const letters = await lettersAbout(event);
  await attempt.fenced(async (tx) => {
    for (const letter of letters)
      await postMail(tx, { ...letter, studioId, id: derivedId(eventId, letter.to) });
  });
}
