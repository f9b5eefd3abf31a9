import type { Actor } from "../access/actor.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import type { Member } from "../generated/prisma/client.ts";
import { now } from "../time.ts";
import { memberFor } from "./member-for.ts";
import { OfMember } from "./schema.ts";

/**
 * They no longer see the studio, and no link of theirs opens it: neither one that they sent nor one that they were sent.
 * The parts they have in projects are ended there, one by one.
 */
export async function removeMember(actor: Actor, input: OfMember) {
  const { memberId } = OfMember.parse(input);
  const { studioId, member } = await memberFor(actor, memberId, "people.change");
  const { userId, role } = member;
  await transact(async (tx) => {
    // Two owners who remove each other take turns, so that one of them stays; and whoever invites waits for this to end.
    await tx.$queryRaw`select 1 from "Studio" where "id" = ${studioId}::uuid for no key update`;
    const otherOwners = await tx.member.count({ where: { studioId, role: "owner", id: { not: memberId } } });
    if (otherOwners === 0) {
      throw new Refused(
        "CONFLICT",
        "A studio needs an owner. Invite another one first; nothing was changed.",
      );
    }
    const removed = await tx.member.deleteMany({ where: { id: memberId } });
    if (removed.count === 0)
      throw new Refused(
        "CONFLICT",
        "Somebody was faster: this person has left the studio already. Nothing else was changed; look at the list again.",
      );
    await revokeLinks(tx, actor, member);
    await record(tx, actor, { kind: "member.left", studioId, streamId: studioId, subject: { userId, role } });
  });
}

async function revokeLinks(tx: Tx, actor: Actor, { studioId, userId }: Member) {
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const at = now();
  const revoked = await tx.invitation.updateManyAndReturn({
    where: {
      studioId,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: at },
      OR: [{ invitedById: userId }, { email, projectId: null }],
    },
    data: { revokedAt: at },
    select: { id: true, projectId: true },
  });
  // Always in one order, because each project's chain is locked until the end.
  const inOrder = revoked
    .map(({ id: invitationId, projectId }) => ({ invitationId, streamId: projectId ?? studioId }))
    .toSorted((a, b) => (a.streamId < b.streamId ? -1 : 1));
  for (const { invitationId, streamId } of inOrder)
    await record(tx, actor, { kind: "invitation.revoked", studioId, streamId, subject: { invitationId } });
}
