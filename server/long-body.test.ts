import { expect, test } from "vitest";
import { answerAuth } from "./answer-auth.ts";
import { env } from "./env.ts";
import { refuseLongBody } from "./long-body.ts";

const withHeaders = (headers: Record<string, string>) => () =>
  refuseLongBody({ headers: new Headers(headers) });

test("what a page sends passes; a long body, and one of unstated length, do not", () => {
  expect(withHeaders({})).not.toThrow();
  expect(withHeaders({ "content-length": "4000000" })).not.toThrow();
  expect(withHeaders({ "content-length": "4000001" })).toThrow("longer than anything");
  expect(withHeaders({ "content-length": "many" })).toThrow("longer than anything");
  expect(withHeaders({ "transfer-encoding": "chunked" })).toThrow("longer than anything");
});

test("signing in reads no long body", async () => {
  const answer = await answerAuth(
    new Request(`${env.PUBLIC_URL}/api/auth/signin/email`, {
      method: "POST",
      headers: { origin: env.PUBLIC_URL, "content-length": "5000000" },
      body: "email=a",
    }),
  );
  expect(answer.headers.get("location")).toContain("error=TOO_LARGE");
});
