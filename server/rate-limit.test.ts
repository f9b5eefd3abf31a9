import { expect, test } from "vitest";
import { db } from "./db.ts";
import { limitRate, sweepRateLimits } from "./rate-limit.ts";

const ask = (whose: string) => limitRate([{ bucket: "link.address", whose }], "Many links were asked for.");

test("of many at once exactly as many pass as the bucket holds", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 30 }, () => ask("burst")));
  expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(5);
});

test("the refusal says how long to wait", async () => {
  for (let n = 0; n < 5; n++) await ask("words");
  await expect(ask("words")).rejects.toThrow("Many links were asked for. Wait 2 minutes");
});

test("a token comes back with time", async () => {
  for (let n = 0; n < 5; n++) await ask("refill");
  await expect(ask("refill")).rejects.toMatchObject({ code: "TOO_MANY" });
  await db.$executeRaw`update "RateLimit" set "updatedAt" = "updatedAt" - interval '3 minutes'`;
  await ask("refill");
  await expect(ask("refill")).rejects.toMatchObject({ code: "TOO_MANY" });
});

test("addresses are kept as digests, and for a day", async () => {
  await ask("name@studio.example");
  expect((await db.rateLimit.findMany()).some((r) => r.key.includes("studio"))).toBe(false);
  await db.$executeRaw`update "RateLimit" set "updatedAt" = now() - interval '25 hours'`;
  await sweepRateLimits();
  expect(await db.rateLimit.count()).toBe(0);
});
