import type { Person } from "../access/actor.ts";
import { projectFor, studioFor } from "../access/finding.ts";
import type { Tx } from "../db.ts";
import { env } from "../env.ts";
import { record } from "../events.ts";
import type { MemberRole, Part, Power } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import { postMail } from "../mail/post-mail.ts";
import { newSecret } from "../secret-link.ts";
import { minutes, now } from "../time.ts";
import { invitationLifetimeMs, invitePermission, longDate, shownName } from "./rules.ts";

type Promised =
  | { projectId: string; part: Part; powers: Power[]; memberRole: null }
  | { projectId: null; part: null; powers: []; memberRole: MemberRole };

type Sending = { studioId: string; email: string; name: string | null; to: Promised; what: string };

const repeatMs = minutes(1);

/**
 * Writes the invitation and its mail. An earlier one for the same part ends: only the newest link works. But who presses
 * twice, or again because the answer got lost, is told of the one that was just mailed, and it keeps working.
 * Where no mail leaves the house, whoever invites gets the link to pass on; it is in their answer only, so that the newest
 * answer has the one that works.
 */
export async function sendInvitation(tx: Tx, actor: Person, { studioId, email, name, to, what }: Sending) {
  await demandStillInviting(tx, actor, studioId, to.projectId);
  const { projectId, part, memberRole, powers } = to;
  await lockPromise(tx, studioId, projectId, email, part ?? memberRole);
  const invitedById = actor.userId;
  const sentAt = now();
  const expiresAt = new Date(sentAt.getTime() + invitationLifetimeMs);
  const open = { studioId, email, projectId, part, memberRole, acceptedAt: null, revokedAt: null };
  const justSent = env.SMTP_URL
    ? await tx.invitation.findFirst({
        where: {
          ...{ ...open, invitedById, name, powers: { equals: powers } },
          createdAt: { gt: new Date(sentAt.getTime() - repeatMs) },
        },
        select: { id: true },
      })
    : null;
  if (justSent) return { invitationId: justSent.id, link: null };
  await tx.invitation.updateMany({ where: open, data: { revokedAt: sentAt } });
  const { token, tokenSha256 } = newSecret();
  const invitationId = newId();
  await tx.invitation.create({
    data: {
      id: invitationId,
      studioId,
      email,
      name,
      ...to,
      tokenSha256,
      invitedById,
      createdAt: sentAt,
      expiresAt,
    },
  });
  const link = `${env.PUBLIC_URL}/invitations/${token}`;
  const inviter = await tx.user.findUniqueOrThrow({
    where: { id: invitedById },
    select: { name: true, email: true },
  });
  const studio = await tx.studio.findUniqueOrThrow({ where: { id: studioId }, select: { name: true } });
  const from = shownName(inviter);
  await postMail(tx, {
    studioId,
    to: email,
    subject: `${from} invites you to ${what}`,
    text: [
      name ? `Hello ${name},` : "Hello,",
      `${from} at ${studio.name} would like to have you in ${what}. Here is the way in:\n\n${link}`,
      `The link is yours alone, works once and until ${longDate(expiresAt)}. If you did not expect this, leave it alone: nothing happens then.`,
    ].join("\n\n"),
  });
  await record(tx, actor, {
    kind: "invitation.sent",
    studioId,
    streamId: to.projectId ?? studioId,
    subject: { invitationId },
  });
  return { invitationId, link: env.SMTP_URL ? null : link };
}

/** Two who invite one person to the same at once take turns, so that the second ends the link of the first. */
async function lockPromise(tx: Tx, ...of: (string | null)[]) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(of)}, 3))`;
}

/** Taking a member out revokes what they sent, and waits for this: a moment later there must be nothing left to send. */
async function demandStillInviting(tx: Tx, actor: Person, studioId: string, projectId: string | null) {
  await tx.$queryRaw`select 1 from "Studio" where "id" = ${studioId}::uuid for share`;
  if (projectId) await projectFor(actor, projectId, invitePermission.project, tx);
  else await studioFor(actor, studioId, invitePermission.studio, tx);
}
