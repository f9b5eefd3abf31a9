import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { hashPassword } from "../password.ts";
import { digestOf } from "../secret-link.ts";
import { now } from "../time.ts";
import { firstOwnerLinkWorks } from "./queries.ts";
import { MakeFirstOwner } from "./schema.ts";

/** An installation's first studio and its owner; the link was printed where the portal was started. */
export async function makeFirstOwner(input: MakeFirstOwner) {
  const { token, studioName, name, email, password } = MakeFirstOwner.parse(input);
  // Before the password's hash, which costs too much to be had for a made-up link.
  if (!(await firstOwnerLinkWorks(token))) throw linkGone();
  const passwordHash = await hashPassword(password);
  const studioId = newId();
  const userId = newId();
  await transact(async (tx) => {
    // Of two who use the link at once, only the first finds no member.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('first owner', 0))`;
    const used = await tx.firstOwnerLink.updateMany({
      where: { tokenSha256: digestOf(token), usedAt: null },
      data: { usedAt: now() },
    });
    if (used.count === 0 || (await tx.member.count()) > 0) {
      throw linkGone();
    }
    const at = now();
    await tx.studio.create({ data: { id: studioId, name: studioName, createdAt: at } });
    await tx.user.create({
      data: { id: userId, email, name, passwordHash, sessionsFrom: at, createdAt: at },
    });
    await tx.member.create({ data: { id: newId(), studioId, userId, role: "owner" } });
    const person = { kind: "person", userId } as const;
    await record(tx, person, { kind: "studio.created", studioId, streamId: studioId, subject: { studioId } });
    await record(tx, person, {
      kind: "member.joined",
      studioId,
      streamId: studioId,
      subject: { userId, role: "owner" },
    });
  });
  return { studioId, userId };
}

const linkGone = () =>
  new Refused(
    "GONE",
    "This link was used already or a newer one was printed since. If you are the owner, sign in; otherwise start the portal again for a new link.",
  );
