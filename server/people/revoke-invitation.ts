import type { Actor } from "../access/actor.ts";
import { finder, type Place } from "../access/finding.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { now } from "../time.ts";
import { invitePermission } from "./rules.ts";
import { OfInvitation } from "./schema.ts";

/** It is read by nobody: what is known of it is where it lies. */
const invitationFor = finder<object, Place>(
  (id) => Prisma.sql`select "studioId", "projectId" from "Invitation" where "id" = ${id}::uuid`,
  async () => ({}),
);

export async function revokeInvitation(actor: Actor, input: OfInvitation) {
  const { invitationId } = OfInvitation.parse(input);
  const { studioId, projectId } = await invitationFor(
    actor,
    invitationId,
    ({ projectId }) => invitePermission[projectId === null ? "studio" : "project"],
  );
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
