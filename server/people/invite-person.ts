import type { Person } from "../access/actor.ts";
import { projectFor } from "../access/finding.ts";
import { defaultPowers } from "../access/permissions.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { limitRate } from "../rate-limit.ts";
import { InvitePerson } from "./schema.ts";
import { sendInvitation } from "./send-invitation.ts";
import { partNames } from "./words.ts";

export async function invitePerson(actor: Person, input: InvitePerson) {
  const { projectId, email, name, part, powers } = InvitePerson.parse(input);
  const { studioId, title } = await projectFor(actor, projectId, "people.invite");
  await limitRate([{ bucket: "invitation.sender", whose: actor.userId }], "Many invitations were sent.");
  return transact(async (tx) => {
    const already = await tx.participant.count({ where: { projectId, part, user: { email } } });
    if (already > 0) {
      throw new Refused(
        "CONFLICT",
        `${email} already takes part in this project as ${partNames[part].toLowerCase()}. No mail was sent; choose another part, or change in the list what they may do.`,
      );
    }
    return sendInvitation(tx, actor, {
      studioId,
      email,
      name: name ?? null,
      to: { projectId, part, powers: powers ?? defaultPowers[part], memberRole: null },
      what: `“${title}” as ${partNames[part].toLowerCase()}`,
    });
  });
}
