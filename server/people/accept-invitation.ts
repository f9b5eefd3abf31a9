import type { Actor, Person } from "../access/actor.ts";
import { db, type Tx, transact } from "../db.ts";
import { notFound, Refused } from "../errors.ts";
import { record } from "../events.ts";
import type { Invitation } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import { hashPassword } from "../password.ts";
import { digestOf } from "../secret-link.ts";
import { now } from "../time.ts";
import { closedWords, stateOf } from "./rules.ts";
import { AcceptInvitation } from "./schema.ts";

/**
 * Redeems the link once. A new address gets its account by it; an account that exists must be signed in, because
 * a forwarded invitation is not a key to somebody's other work.
 */
export async function acceptInvitation(actor: Actor | null, input: AcceptInvitation) {
  const { token, name, password } = AcceptInvitation.parse(input);
  // Before the password's hash, which costs too much to be had for a made-up link.
  if ((await db.invitation.count({ where: { tokenSha256: digestOf(token) } })) === 0) throw notFound();
  const passwordHash = password ? await hashPassword(password) : null;
  return transact(async (tx) => {
    const invitation = await tx.invitation.findUnique({
      where: { tokenSha256: digestOf(token) },
      include: { studio: { select: { name: true } } },
    });
    if (!invitation) throw notFound();
    const account = await tx.user.findUnique({ where: { email: invitation.email }, select: { id: true } });
    const userId = account?.id ?? newId();
    await redeem(tx, invitation, userId, invitation.studio.name);
    if (account) demandSignedIn(actor, account.id, invitation.email);
    else
      await makeAccount(tx, { userId, email: invitation.email, name: name ?? invitation.name, passwordHash });
    await giveWhatWasPromised(tx, { kind: "person", userId }, invitation);
    const { projectId, part } = invitation;
    return { userId, projectId, part, isNew: !account };
  });
}

async function redeem(tx: Tx, invitation: Invitation, userId: string, studioName: string) {
  const at = now();
  const redeemed = await tx.invitation.updateMany({
    where: { id: invitation.id, acceptedAt: null, revokedAt: null, expiresAt: { gt: at } },
    data: { acceptedAt: at, acceptedById: userId },
  });
  if (redeemed.count === 1) return;
  const state = stateOf(await tx.invitation.findUniqueOrThrow({ where: { id: invitation.id } }), at);
  throw new Refused("GONE", closedWords(state === "open" ? "accepted" : state, studioName));
}

function demandSignedIn(actor: Actor | null, userId: string, email: string) {
  if (actor?.kind === "person" && actor.userId === userId) return;
  throw new Refused(
    "NOT_SIGNED_IN",
    `${email} already has an account. Sign in with it, then open the invitation again; it stays open.`,
  );
}

type NewAccount = { userId: string; email: string; name: string | null; passwordHash: string | null };

async function makeAccount(tx: Tx, { userId, email, name, passwordHash }: NewAccount) {
  if (!name) throw new Refused("INVALID", "Write your name as others know you. The invitation stays open.");
  const at = now();
  // Two invitations to one new address, opened at once: the second finds the account that the first made.
  const made = await tx.user.createMany({
    data: [{ id: userId, email, name, passwordHash, emailVerified: at, sessionsFrom: at, createdAt: at }],
    skipDuplicates: true,
  });
  if (made.count === 0) {
    throw new Refused(
      "NOT_SIGNED_IN",
      `${email} has an account since a moment ago. Sign in with it, then open the invitation again.`,
    );
  }
}

async function giveWhatWasPromised(tx: Tx, person: Person, invitation: Invitation) {
  const { id: invitationId, studioId, projectId, memberRole, part, powers } = invitation;
  const { userId } = person;
  if (memberRole) {
    const joined = await tx.member.createMany({
      data: [{ id: newId(), studioId, userId, role: memberRole }],
      skipDuplicates: true,
    });
    if (joined.count === 1) {
      await record(tx, person, {
        kind: "member.joined",
        studioId,
        streamId: studioId,
        subject: { userId, role: memberRole },
      });
    }
  }
  if (projectId && part) {
    const participantId = newId();
    const added = await tx.participant.createMany({
      data: [{ id: participantId, studioId, projectId, userId, part, powers }],
      skipDuplicates: true,
    });
    if (added.count === 1) {
      await record(tx, person, {
        kind: "participant.added",
        studioId,
        streamId: projectId,
        subject: { participantId, userId, part },
      });
    }
  }
  await record(tx, person, {
    kind: "invitation.accepted",
    studioId,
    streamId: projectId ?? studioId,
    subject: { invitationId, userId },
  });
}
