import { db } from "../db.ts";
import { closedWords, shownName, stateOf } from "../people/rules.ts";
import { digestOf } from "../secret-link.ts";
import { now } from "../time.ts";

/** What a link says to whoever holds it, signed in or not. */
export async function invitationBehind(token: string) {
  const found = await db.invitation.findUnique({
    where: { tokenSha256: digestOf(token) },
    include: {
      studio: { select: { name: true } },
      project: { select: { title: true, artistName: true } },
    },
  });
  if (!found) return null;
  const inviter = await db.user.findUnique({
    where: { id: found.invitedById },
    select: { name: true, email: true },
  });
  const account = await db.user.findUnique({ where: { email: found.email }, select: { id: true } });
  const state = stateOf(found, now());
  return {
    state,
    /** Why it opens nothing anymore, in words. */
    closedWords: state === "open" ? null : closedWords(state, found.studio.name),
    studioName: found.studio.name,
    project: found.project,
    part: found.part,
    powers: found.powers,
    memberRole: found.memberRole,
    email: found.email,
    name: found.name,
    invitedBy: inviter ? shownName(inviter) : found.studio.name,
    accountId: account?.id ?? null,
  };
}
