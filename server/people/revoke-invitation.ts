import { type Actor, projectFor, studioFor } from "../access.ts";
import { db, transact } from "../db.ts";
import { notFound, Refused } from "../errors.ts";
import { record } from "../events.ts";
import { now } from "../time.ts";
import { OfInvitation } from "./schema.ts";

export async function revokeInvitation(actor: Actor, input: OfInvitation) {
  const { invitationId } = OfInvitation.parse(input);
  const invitation = await db.invitation.findUnique({ where: { id: invitationId } });
  if (!invitation) throw notFound();
  const { studioId, projectId } = invitation;
  if (projectId) await projectFor(actor, projectId, "people.invite");
  else await studioFor(actor, studioId, "people.change");
  await transact(async (tx) => {
    const revoked = await tx.invitation.updateMany({
      where: { id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now() },
    });
    if (revoked.count === 0) {
      throw new Refused(
        "CONFLICT",
        "This invitation was accepted or taken back a moment ago. Nothing was changed; look at the list again.",
      );
    }
    await record(tx, actor, {
      kind: "invitation.revoked",
      studioId,
      streamId: projectId ?? studioId,
      subject: { invitationId },
    });
  });
}
