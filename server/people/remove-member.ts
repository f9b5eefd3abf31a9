import { type Actor, studioFor } from "../access.ts";
import { db, transact } from "../db.ts";
import { notFound, Refused } from "../errors.ts";
import { record } from "../events.ts";
import { OfMember } from "./schema.ts";

/** They no longer see the studio; the parts they have in projects are ended there, one by one. */
export async function removeMember(actor: Actor, input: OfMember) {
  const { memberId } = OfMember.parse(input);
  const member = await db.member.findUnique({ where: { id: memberId } });
  if (!member) throw notFound();
  const { studioId, userId, role } = member;
  await studioFor(actor, studioId, "people.change");
  await transact(async (tx) => {
    // Two owners who remove each other take turns, so that one of them stays.
    await tx.$queryRaw`select 1 from "Studio" where "id" = ${studioId}::uuid for update`;
    const otherOwners = await tx.member.count({ where: { studioId, role: "owner", id: { not: memberId } } });
    if (otherOwners === 0) {
      throw new Refused(
        "CONFLICT",
        "A studio needs an owner. Invite another one first; nothing was changed.",
      );
    }
    const removed = await tx.member.deleteMany({ where: { id: memberId } });
    if (removed.count === 0)
      throw new Refused("CONFLICT", "Somebody was faster: this person has left the studio already.");
    await record(tx, actor, { kind: "member.left", studioId, streamId: studioId, subject: { userId, role } });
  });
}
