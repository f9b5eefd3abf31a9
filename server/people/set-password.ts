import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { env } from "../env.ts";
import { postMail } from "../mail/post-mail.ts";
import { hashPassword } from "../password.ts";
import { now } from "../time.ts";
import { SetPassword } from "./schema.ts";

/**
 * Ends every session; the caller starts a new one where it happened. The old password is not asked for, because
 * whoever forgot it comes in by a mailed link: instead the account's address is told.
 */
export async function setPassword(actor: Person, input: SetPassword) {
  const { password } = SetPassword.parse(input);
  const passwordHash = await hashPassword(password);
  await transact(async (tx) => {
    const user = await tx.user.update({
      where: { id: actor.userId },
      data: { passwordHash, sessionsFrom: now() },
      select: { email: true, name: true },
    });
    await postMail(tx, {
      to: user.email,
      subject: "Your password was changed",
      text: [
        user.name ? `Hello ${user.name},` : "Hello,",
        "your password for the portal was just set, and you were signed out everywhere else.",
        `If it was not you, have a link mailed at ${env.PUBLIC_URL}/sign-in and set a new password: that ends whatever the other person opened.`,
      ].join("\n\n"),
    });
  });
}
