import { beforeEach, expect, test } from "vitest";
import { answerAuth } from "./answer-auth.ts";
import { actorOfCookies, authCookies, sessionCookieFor } from "./auth.ts";
import { db } from "./db.ts";
import { newId } from "./ids.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { setPassword } from "./people/set-password.ts";
import { signOutEverywhere } from "./people/sign-out-everywhere.ts";

const home = "http://127.0.0.1:3000";
let email = "";
let userId = "";

beforeEach(async () => {
  userId = newId();
  email = `${userId}@sign.example`;
  await db.user.create({
    data: { id: userId, email, name: "Sina", passwordHash: await hashPassword("correct horse battery") },
  });
  await db.rateLimit.deleteMany();
});

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  answerAuth(
    new Request(`${home}/api/auth/${path}`, {
      method: "POST",
      headers: { origin: home, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(form).toString(),
    }),
  );

const get = (url: string, cookie = "") => answerAuth(new Request(url, { headers: { cookie } }));

/** What the browser would send back. */
function cookiesFrom(response: Response): Record<string, string> {
  const pairs = response.headers.getSetCookie().map((c) => c.split(";")[0]?.split("=") ?? []);
  return Object.fromEntries(pairs.map(([name, ...value]) => [name ?? "", value.join("=")]));
}

async function mailedLink(to = email): Promise<URL> {
  const mail = await db.mail.findFirstOrThrow({ where: { to }, orderBy: { createdAt: "desc" } });
  return new URL(/http\S+/.exec(mail.text)?.[0] ?? "");
}

/** What the button on the page behind the link does. */
const pressed = (link: URL) => get(`${home}/api/auth/callback/email${link.search}`);

test("a mailed link signs in, once, and lands where the person was going", async () => {
  const asked = await post("signin/email", { email: ` ${email.toUpperCase()} `, callbackUrl: "/projects/7" });
  expect(asked.status).toBe(303);
  const link = await mailedLink();
  expect(link.origin + link.pathname).toBe(`${home}/sign-in/link`);

  const entered = await pressed(link);
  expect(entered.headers.get("location")).toBe(`${home}/projects/7`);
  expect(await actorOfCookies(cookiesFrom(entered))).toEqual({ kind: "person", userId });

  const again = await pressed(link);
  expect(again.headers.get("location")).toContain("error=Verification");
  expect(await actorOfCookies(cookiesFrom(again))).toBeNull();
});

test("another site's link into the middle of signing in signs nobody in, and is not used up", async () => {
  await post("signin/email", { email });
  const link = await mailedLink();
  const callback = `${home}/api/auth/callback/email${link.search}`;
  const foreign = await answerAuth(new Request(callback, { headers: { "sec-fetch-site": "cross-site" } }));
  expect(foreign.headers.get("location")).toBe(link.href);
  expect(foreign.headers.getSetCookie()).toEqual([]);
  const own = await answerAuth(new Request(callback, { headers: { "sec-fetch-site": "same-origin" } }));
  expect(await actorOfCookies(cookiesFrom(own))).toEqual({ kind: "person", userId });
});

test("a link for one address does not open another one's account", async () => {
  await post("signin/email", { email });
  const link = await mailedLink();
  link.searchParams.set("email", "somebody.else@sign.example");
  expect((await pressed(link)).headers.get("location")).toContain("error=Verification");
});

test("a link that is older than its hour opens nothing", async () => {
  await post("signin/email", { email });
  await db.verificationToken.updateMany({
    where: { identifier: email },
    data: { expires: new Date(Date.now() - 1) },
  });
  expect((await pressed(await mailedLink())).headers.get("location")).toContain("error=Verification");
});

test("an unknown address gets the same answer as a known one, no mail and no account", async () => {
  const known = await post("signin/email", { email });
  const unknown = await post("signin/email", { email: "nobody@sign.example" });
  expect([unknown.status, unknown.headers.get("location")]).toEqual([
    known.status,
    known.headers.get("location"),
  ]);
  expect(unknown.headers.getSetCookie()).toEqual(known.headers.getSetCookie());
  expect(await db.mail.count({ where: { to: "nobody@sign.example" } })).toBe(0);
  expect(await db.user.count({ where: { email: "nobody@sign.example" } })).toBe(0);
});

test("a link whose account was deleted meanwhile makes no new account", async () => {
  await post("signin/email", { email });
  const link = await mailedLink();
  await db.user.delete({ where: { id: userId } });
  const answer = await pressed(link);
  expect(answer.headers.get("location")).toContain("error=AccessDenied");
  expect(await db.user.count({ where: { email } })).toBe(0);
});

test("the right password signs in; a wrong one, an empty one and an unknown address are answered alike", async () => {
  const right = await post("callback/credentials", {
    email,
    password: "correct horse battery",
    callbackUrl: "/",
  });
  expect(await actorOfCookies(cookiesFrom(right))).toEqual({ kind: "person", userId });
  const tries = [
    { email, password: "wrong" },
    { email, password: "" },
    { email: "nobody@sign.example", password: "correct horse battery" },
  ];
  for (const wrong of tries) {
    const answer = await post("callback/credentials", wrong);
    expect(answer.headers.get("location")).toBe(
      `${home}/api/auth/error?error=CredentialsSignin&provider=credentials`,
    );
    expect(await actorOfCookies(cookiesFrom(answer))).toBeNull();
  }
});

test("an account without a password cannot be opened with an empty one", async () => {
  await db.user.update({ where: { id: userId }, data: { passwordHash: null } });
  const answer = await post("callback/credentials", { email, password: "" });
  expect(await actorOfCookies(cookiesFrom(answer))).toBeNull();
});

test.each(["https://evil.example/x", "//evil.example/x", "/\\evil.example"])(
  "after signing in nobody is led to %s",
  async (callbackUrl) => {
    const answer = await post("callback/credentials", {
      email,
      password: "correct horse battery",
      callbackUrl,
    });
    expect(new URL(answer.headers.get("location") ?? "", home).origin).toBe(home);
  },
);

test.each([
  ["another site", { origin: "https://evil.example" }],
  ["a sandboxed page", { origin: "null" }],
  ["another port of the same host", { origin: "http://127.0.0.1:3999" }],
])("a form on %s signs nobody in", async (_, headers) => {
  const answer = await post("callback/credentials", { email, password: "correct horse battery" }, headers);
  expect(answer.headers.get("location")).toBe(`${home}/sign-in?error=NOT_ALLOWED`);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("a deleted account's session ends at once", async () => {
  const { name, value } = await sessionCookieFor(userId);
  expect(await actorOfCookies({ [name]: value })).toEqual({ kind: "person", userId });
  await db.user.delete({ where: { id: userId } });
  expect(await actorOfCookies({ [name]: value })).toBeNull();
});

test("signing out everywhere ends sessions on every device, and a new one counts", async () => {
  const before = await sessionCookieFor(userId);
  await signOutEverywhere({ kind: "person", userId });
  expect(await actorOfCookies({ [before.name]: before.value })).toBeNull();
  const after = await sessionCookieFor(userId);
  expect(await actorOfCookies({ [after.name]: after.value })).toEqual({ kind: "person", userId });
});

test("a new password ends the old sessions, replaces the old password and is told by mail", async () => {
  const before = await sessionCookieFor(userId);
  await setPassword({ kind: "person", userId }, { password: "another horse entirely" });
  expect(await actorOfCookies({ [before.name]: before.value })).toBeNull();
  const old = await post("callback/credentials", { email, password: "correct horse battery" });
  expect(await actorOfCookies(cookiesFrom(old))).toBeNull();
  const fresh = await post("callback/credentials", { email, password: "another horse entirely" });
  expect(await actorOfCookies(cookiesFrom(fresh))).toEqual({ kind: "person", userId });
  expect(await db.mail.count({ where: { to: email, subject: "Your password was changed" } })).toBe(1);
});

test("of two passwords set at once one works, and no session from before does", async () => {
  const person = { kind: "person", userId } as const;
  const before = await sessionCookieFor(userId);
  const passwords = ["another horse entirely", "a third horse perhaps"];
  await Promise.all([
    ...passwords.map((password) => setPassword(person, { password })),
    signOutEverywhere(person),
  ]);
  expect(await actorOfCookies({ [before.name]: before.value })).toBeNull();
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const fit = await Promise.all(passwords.map((password) => verifyPassword(password, passwordHash)));
  expect(fit.filter(Boolean)).toHaveLength(1);
  await expect(setPassword(person, { password: "short" })).rejects.toThrow("10 characters");
});

test("a cookie that was tampered with is nobody", async () => {
  const { name, value } = await sessionCookieFor(userId);
  const middle = Math.floor(value.length / 2);
  const other = value[middle] === "A" ? "B" : "A";
  expect(
    await actorOfCookies({ [name]: `${value.slice(0, middle)}${other}${value.slice(middle + 1)}` }),
  ).toBeNull();
  expect(await actorOfCookies({ [name]: "" })).toBeNull();
  expect(await actorOfCookies({})).toBeNull();
});

test("signing out takes the cookie away", async () => {
  const { name, value } = await sessionCookieFor(userId);
  const out = await post("signout", { callbackUrl: "/sign-in" }, { cookie: `${name}=${value}` });
  expect(out.headers.get("location")).toBe(`${home}/sign-in`);
  expect(cookiesFrom(out)[authCookies.sessionToken.name]).toBe("");
});

test("links for one address are limited, and the page says so; another address is not held up", async () => {
  const ask = async (to: string, from: string) =>
    (await post("signin/email", { email: to }, { "x-client-address": from })).headers.get("location");
  for (let n = 0; n < 5; n++) expect(await ask(email, `10.0.0.${n}`)).toContain("verify-request");
  expect(await ask(email, "10.0.0.9")).toBe(`${home}/sign-in?error=TOO_MANY`);
  expect(await ask("nobody@sign.example", "10.0.0.9")).toContain("verify-request");
  expect(await db.mail.count({ where: { to: email } })).toBe(5);
});

test("words around an address make no other address of it: nothing is mailed, and no limit is passed by", async () => {
  for (const around of [`${email},1`, `${email},other@sign.example`, `"${email}"`, `${email}@x.example`])
    await post("signin/email", { email: around });
  expect(await db.mail.count({ where: { to: { contains: email } } })).toBe(0);
});

test("passwords from one network are limited over all addresses", async () => {
  const attempt = async (n: number) =>
    (
      await post(
        "callback/credentials",
        { email: `p${n}@sign.example`, password: "x" },
        { "x-client-address": "10.9.9.9" },
      )
    ).headers.get("location");
  const answers = await Promise.all(Array.from({ length: 44 }, (_, n) => attempt(n)));
  expect(answers.filter((to) => to?.endsWith("error=TOO_MANY")).length).toBeGreaterThanOrEqual(3);
  expect(answers.filter((to) => to?.includes("CredentialsSignin")).length).toBeGreaterThanOrEqual(40);
});
