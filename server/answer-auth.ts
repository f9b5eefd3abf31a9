import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { authCookies, authOptions } from "./auth.ts";
import { clientAddressHeader } from "./client-address.ts";
import { env } from "./env.ts";
import { Refused } from "./errors.ts";
import { refuseLongBody } from "./long-body.ts";
import { refuseForeignChange } from "./origin.ts";
import { limitRate } from "./rate-limit.ts";

const handle = NextAuth(authOptions);
const sameTimeMs = 400;

/** next-auth behind plain forms: our own check of the origin stands in for its token, so no script is needed. */
export async function answerAuth(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const segments = url.pathname.split("/").slice(3);
  try {
    refuseForeignChange(request);
    refuseLongBody(request);
    if (isLinkFromElsewhere(request, segments)) {
      return new Response(null, {
        status: 303,
        headers: { location: `${env.PUBLIC_URL}/sign-in/link${url.search}` },
      });
    }
    const body = request.method === "POST" ? formOf(await request.text()) : {};
    await limit(segments, body, request);
    const answer = new Answer();
    const sent: Partial<NextApiRequest> = {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      query: { ...Object.fromEntries(url.searchParams), nextauth: segments },
      ...withToken(cookiesOf(request), body),
    };
    // An address that is known takes longer to answer, which would tell that it is.
    const slow = request.method === "POST" && segments[0] === "signin" ? sameTimeMs : 0;
    await Promise.all([handle(sent as NextApiRequest, answer as unknown as NextApiResponse), wait(slow)]);
    return answer.response();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const page = new URL("/sign-in", env.PUBLIC_URL);
    page.searchParams.set("error", error.code);
    const from = url.searchParams.get("callbackUrl");
    if (from) page.searchParams.set("callbackUrl", from);
    return new Response(null, { status: 303, headers: { location: page.href } });
  }
}

/** Nobody is signed in by a link on another site: it leads to our own page and its button first. */
function isLinkFromElsewhere(request: Request, segments: string[]) {
  const site = request.headers.get("sec-fetch-site");
  return segments.join("/") === "callback/email" && site !== null && site !== "same-origin";
}

async function limit(segments: string[], body: Record<string, string>, request: Request) {
  if (request.method !== "POST") return;
  const network = request.headers.get(clientAddressHeader) ?? "unknown";
  const address = (body.email ?? "").trim().toLowerCase();
  if (segments[0] === "signin") {
    await limitRate(
      [
        { bucket: "link.network", whose: network },
        { bucket: "link.address", whose: address },
      ],
      "Many links were asked for.",
    );
  }
  if (segments[0] === "callback") {
    await limitRate(
      [
        { bucket: "password.network", whose: network },
        { bucket: "password.address", whose: address },
      ],
      "Many passwords were tried.",
    );
  }
}

const formOf = (text: string) => Object.fromEntries(new URLSearchParams(text));

function cookiesOf(request: Request): Record<string, string> {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), decoded(pair.slice(at + 1))];
    }),
  );
}

function decoded(value: string) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function withToken(cookies: Record<string, string>, body: Record<string, string>) {
  const token = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(`${token}${env.SECRET}`).digest("hex");
  return {
    cookies: { ...cookies, [authCookies.csrfToken.name]: `${token}|${hash}` },
    body: { ...body, csrfToken: token },
  };
}

/** What next-auth writes to a Node response, turned into a fetch Response. */
class Answer {
  private code = 200;
  private headers = new Map<string, string | string[]>();
  private body: string | null = null;

  status(code: number) {
    this.code = code;
    return this;
  }
  getHeader(name: string) {
    return this.headers.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | string[]) {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }
  json(value: unknown) {
    this.setHeader("content-type", "application/json");
    this.send(value);
  }
  send(value: unknown) {
    this.body = typeof value === "string" ? value : JSON.stringify(value ?? null);
  }
  end() {}

  response(): Response {
    const headers = new Headers();
    for (const [name, value] of this.headers) for (const one of [value].flat()) headers.append(name, one);
    return new Response(this.body, { status: headers.has("location") ? 303 : this.code, headers });
  }
}
