import { NextRequest } from "next/server";
import { afterEach, expect, test } from "vitest";
import { config, proxy } from "../proxy.ts";
import { env } from "./env.ts";

afterEach(() => {
  env.DEMO = false;
});

const ask = (path: string, host = "127.0.0.1:3000") =>
  proxy(new NextRequest(`http://${host}${path}`, { headers: { host } }));

test("every page gets a policy with a nonce of its own, and Next gets to know it", () => {
  const [one, two] = [ask("/"), ask("/")];
  const policy = one.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce).toBeTruthy();
  expect(one.headers.get("x-middleware-request-x-nonce")).toBe(nonce);
  expect(one.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
  expect(two.headers.get("content-security-policy")).not.toBe(policy);
});

test("scripts run by nonce alone, and nobody frames or feeds the pages", () => {
  const policy = ask("/").headers.get("content-security-policy") ?? "";
  const scripts = policy.split("; ").find((rule) => rule.startsWith("script-src"));
  expect(scripts).not.toContain("unsafe-inline");
  expect(scripts).not.toContain("'unsafe-eval'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("default-src 'self'");
});

test("the demo answers to its own address alone", () => {
  env.DEMO = true;
  const answer = ask("/projects/1?a=b", "rebound.evil.example:3000");
  expect(answer.status).toBe(307);
  expect(answer.headers.get("location")).toBe("http://127.0.0.1:3000/projects/1?a=b");
  expect(ask("/").status).toBe(200);
});

test("bodies of uploads and protocol routes go past it", () => {
  const matcher = new RegExp(`^${config.matcher[0]}$`);
  for (const path of ["/api/ingest/key", "/api/trpc/x", "/_next/static/a.js"])
    expect(path).not.toMatch(matcher);
  for (const path of ["/", "/sign-in", "/dev/inbox", "/apiary"]) expect(path).toMatch(matcher);
});
