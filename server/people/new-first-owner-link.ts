import { transact } from "../db.ts";
import { env } from "../env.ts";
import { newSecret } from "../secret-link.ts";

/** A fresh link while nobody owns the installation; an older one that was never used ends. */
export async function newFirstOwnerLink(): Promise<string | null> {
  const { token, tokenSha256 } = newSecret();
  return transact(async (tx) => {
    // Two starts at once take turns, with the owner who is just being made too: only the newest link is left.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('first owner', 0))`;
    if ((await tx.member.count()) > 0) return null;
    await tx.firstOwnerLink.deleteMany({ where: { usedAt: null } });
    await tx.firstOwnerLink.create({ data: { tokenSha256 } });
    return `${env.PUBLIC_URL}/first-owner/${token}`;
  });
}
