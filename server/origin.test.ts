import { expect, test } from "vitest";
import { ownPath, refuseForeignChange, refuseForeignOrigin } from "./origin.ts";

const home = "http://127.0.0.1:3000";
const from = (headers: Record<string, string>) => ({ headers: new Headers(headers) });

test("our own pages may change things", () => {
  refuseForeignOrigin(from({ origin: home, "sec-fetch-site": "same-origin" }));
  refuseForeignOrigin(from({ "sec-fetch-site": "same-origin" }));
});

test.each([
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: `${home}.evil.example` },
  { origin: "http://localhost:3000", host: "localhost:3000" },
  { origin: "https://evil.example", host: "evil.example", "sec-fetch-site": "same-origin" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  {},
])("a request with %j is refused with the address to use", (headers) => {
  expect(() => refuseForeignOrigin(from(headers as Record<string, string>))).toThrow(`Open ${home}`);
});

test("reading needs no origin", () => {
  refuseForeignChange({ method: "GET", headers: new Headers() });
  expect(() => refuseForeignChange({ method: "DELETE", headers: new Headers() })).toThrow();
});

test.each([
  ["/projects/1?a=b#c", "/projects/1?a=b#c"],
  [`${home}/songs/2`, "/songs/2"],
  ["https://evil.example/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["\\\\evil.example", "/"],
  [`${home}//evil.example`, "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
  [undefined, "/"],
])("%j leads to %j", (given, path) => {
  expect(ownPath(given)).toBe(path);
});
