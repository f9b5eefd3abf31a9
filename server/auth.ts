import { PrismaAdapter } from "@auth/prisma-adapter";
import { cookies } from "next/headers";
import type { NextAuthOptions, Session } from "next-auth";
import type { Adapter } from "next-auth/adapters";
import { encode, getToken, type JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import EmailProvider from "next-auth/providers/email";
import { cache } from "react";
import type { Person } from "./access/actor.ts";
import { db, transact } from "./db.ts";
import { env } from "./env.ts";
import { postMail } from "./mail/post-mail.ts";
import { verifyPassword } from "./password.ts";
import { sweepRateLimits } from "./rate-limit.ts";
import { days, minutes, now } from "./time.ts";

const secure = env.PUBLIC_URL.startsWith("https://");
const sessionSeconds = days(30) / 1000;
const linkSeconds = minutes(60) / 1000;

/** Cookies ignore ports, so two checkouts on one host differ by name. */
const cookie = (name: string) => ({
  name: `${secure ? "__Secure-" : ""}${env.COOKIE_PREFIX}.${name}`,
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
});
export const authCookies = {
  sessionToken: cookie("session"),
  callbackUrl: cookie("callback"),
  csrfToken: cookie("csrf"),
};

export const authOptions: NextAuthOptions = {
  // Accounts are made by invitations alone; a link proves an address, it never opens an account.
  adapter: {
    ...(PrismaAdapter(db) as Adapter),
    createUser: () => {
      throw new Error("Only an invitation makes an account.");
    },
  },
  secret: env.SECRET,
  session: { strategy: "jwt", maxAge: sessionSeconds },
  useSecureCookies: secure,
  cookies: authCookies,
  pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in/check-mail" },
  providers: [
    EmailProvider({
      from: env.MAIL_FROM,
      maxAge: linkSeconds,
      // As the rate limit counts it: next-auth would take "name@x.com,1" for name@x.com, and each such for another address.
      normalizeIdentifier: (given) => given.trim().toLowerCase(),
      sendVerificationRequest: ({ identifier, url }) => mailLink(identifier, new URL(url)),
    }),
    CredentialsProvider({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      authorize: (given) => personByPassword(given?.email ?? "", given?.password ?? ""),
    }),
  ],
  callbacks: {
    async signIn({ user, account, email }) {
      if (account?.type !== "email") return true;
      if (await db.user.findUnique({ where: { email: user.email ?? "" }, select: { id: true } })) return true;
      // The same answer as for an address that is known.
      return email?.verificationRequest ? checkMailAddress : false;
    },
    async jwt({ token, user }) {
      if (user) return sessionFor(user.id);
      return (await personOfToken(token)) ? token : {};
    },
    session: ({ session, token }) => ({
      expires: session.expires,
      ...(token.sub ? { user: { id: token.sub } as Session["user"] & object } : {}),
    }),
  },
};

const checkMailAddress = `${env.PUBLIC_URL}/api/auth/verify-request?provider=email&type=email`;

/** Who is signed in here: in pages and server actions. Asked once per request. */
export const currentActor = cache(async () => actorOfRequest({ cookies: await cookies() }));

/** Who sent this, in route handlers, which ask for it themselves. */
export const actorOfRequest = ({ cookies }: { cookies: { getAll(): { name: string; value: string }[] } }) =>
  actorOfCookies(Object.fromEntries(cookies.getAll().map(({ name, value }) => [name, value])));

export async function actorOfCookies(sent: Record<string, string>): Promise<Person | null> {
  const token = await getToken({
    req: { cookies: sent, headers: {} } as never,
    cookieName: authCookies.sessionToken.name,
    secret: env.SECRET,
  });
  return token && personOfToken(token);
}

/** The session cookie of someone who proved who they are in another way than through next-auth. */
export async function sessionCookieFor(userId: string) {
  const value = await encode({ token: await sessionFor(userId), secret: env.SECRET, maxAge: sessionSeconds });
  return {
    name: authCookies.sessionToken.name,
    value,
    ...authCookies.sessionToken.options,
    maxAge: sessionSeconds,
  };
}

async function sessionFor(userId: string): Promise<JWT> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { sessionsFrom: true } });
  return { sub: userId, sessionsFrom: user.sessionsFrom.toISOString() };
}

/** The token carries the account's `sessionsFrom` as it was: compared for equality, no two clocks need to agree. */
async function personOfToken(token: JWT): Promise<Person | null> {
  if (!token.sub) return null;
  const user = await db.user.findUnique({ where: { id: token.sub }, select: { sessionsFrom: true } });
  return user?.sessionsFrom.toISOString() === token.sessionsFrom
    ? { kind: "person", userId: token.sub }
    : null;
}

async function personByPassword(email: string, password: string) {
  const user = await db.user.findUnique({ where: { email: email.trim().toLowerCase() } });
  return (await verifyPassword(password, user?.passwordHash)) && user
    ? { id: user.id, email: user.email }
    : null;
}

/** The link leads to a page with a button: mail scanners follow links, and following this one would use it up. */
async function mailLink(email: string, callback: URL) {
  const link = `${env.PUBLIC_URL}/sign-in/link${callback.search}`;
  await db.verificationToken.deleteMany({ where: { expires: { lt: now() } } });
  await sweepRateLimits();
  await transact((tx) =>
    postMail(tx, {
      to: email,
      subject: "Your link to sign in",
      text: [
        "Hello,",
        `here is your link to sign in to the portal. It works once, within the next hour:\n\n${link}`,
        "If it was not you who asked, leave this mail alone: without the link nobody gets in.",
      ].join("\n\n"),
    }),
  );
}
