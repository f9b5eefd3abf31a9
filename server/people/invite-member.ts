import type { Person } from "../access/actor.ts";
import { studioFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { limitRate } from "../rate-limit.ts";
import { InviteMember } from "./schema.ts";
import { sendInvitation } from "./send-invitation.ts";
import { memberRoleNames } from "./words.ts";

export async function inviteMember(actor: Person, input: InviteMember) {
  const { studioId, email, name, role } = InviteMember.parse(input);
  await studioFor(actor, studioId, "people.change");
  await limitRate([{ bucket: "invitation.sender", whose: actor.userId }], "Many invitations were sent.");
  return transact(async (tx) => {
    const already = await tx.member.findFirst({
      where: { studioId, user: { email } },
      select: { role: true },
    });
    if (already) {
      throw new Refused(
        "CONFLICT",
        `${email} is already in the studio as ${memberRoleNames[already.role].toLowerCase()}. No mail was sent; look at the list of members.`,
      );
    }
    const studio = await tx.studio.findUniqueOrThrow({ where: { id: studioId }, select: { name: true } });
    return sendInvitation(tx, actor, {
      studioId,
      email,
      name: name ?? null,
      to: { projectId: null, part: null, powers: [], memberRole: role },
      what: `${studio.name} as ${memberRoleNames[role].toLowerCase()}`,
    });
  });
}
