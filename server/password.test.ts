import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

test("a password opens its own hash, whichever way its letters are composed", async () => {
  const hash = await hashPassword("käfer am fluss");
  expect(await verifyPassword("ka\u0308fer am fluss", hash)).toBe(true);
  expect(await verifyPassword("kafer am fluss", hash)).toBe(false);
});

test("the same password has another hash each time", async () => {
  expect(await hashPassword("the same words")).not.toBe(await hashPassword("the same words"));
});

test("no hash, and a hash of another kind, open for nothing", async () => {
  expect(await verifyPassword("", null)).toBe(false);
  expect(await verifyPassword("x", undefined)).toBe(false);
  expect(await verifyPassword("x", "md5$x")).toBe(false);
});
