import { type NextRequest, NextResponse } from "next/server";
import { env } from "./server/env.ts";

const dev = env.NODE_ENV === "development";
const home = new URL(env.PUBLIC_URL);

export function proxy(request: NextRequest) {
  // The demo signs in without a password: it answers to its own address alone, whatever name points here.
  if (env.DEMO && request.headers.get("host") !== home.host) {
    return NextResponse.redirect(new URL(`${request.nextUrl.pathname}${request.nextUrl.search}`, home), 307);
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = policyFor(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from the request.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

const policyFor = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${dev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

// Bodies that pass through here are buffered and cut at 10 MB, so everything under api/ goes past it.
export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon.ico).*)"] };
