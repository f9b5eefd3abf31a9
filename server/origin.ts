import type { Route } from "next";
import { env } from "./env.ts";
import { Refused } from "./errors.ts";

const own = new URL(env.PUBLIC_URL).origin;

/**
 * Throws unless a page of this portal sent the request. Browsers name the origin on every POST; who names none
 * (a script) must say it, because the Host header is the sender's to choose.
 */
export function refuseForeignOrigin(request: { headers: Headers }) {
  const origin = request.headers.get("origin");
  if (origin === own) return;
  if (origin === null && request.headers.get("sec-fetch-site") === "same-origin") return;
  throw new Refused(
    "NOT_ALLOWED",
    `This was sent from another site or address than ${own}. Nothing was changed. Open ${own} and do it there.`,
  );
}

/** For GET, which changes nothing, everyone may ask. */
export function refuseForeignChange(request: { method: string; headers: Headers }) {
  if (request.method !== "GET" && request.method !== "HEAD") refuseForeignOrigin(request);
}

/**
 * Whether a page of this portal, or a person's own address bar, asked for it. Browsers say so, except over plain HTTP,
 * where the page it came from is named; who says neither (a script) is not taken for a person.
 */
export function isAskedHere({ headers }: { headers: Headers }) {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const from = headers.get("referer");
  return from !== null && URL.canParse(from) && new URL(from).origin === own;
}

/** A path of this portal, or the start page: where someone lands after signing in is never another site. */
export function ownPath(candidate: string | null | undefined): Route {
  if (!candidate) return "/";
  const url = URL.canParse(candidate, own) ? new URL(candidate, own) : null;
  return url?.origin === own && url.pathname.startsWith("/") && !url.pathname.startsWith("//")
    ? (`${url.pathname}${url.search}${url.hash}` as Route)
    : "/";
}
