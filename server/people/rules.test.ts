import { expect, test } from "vitest";
import { closedWords, stateOf } from "./rules.ts";

const now = new Date("2026-05-03T10:00:00Z");
const later = new Date("2026-05-04T10:00:00Z");
const open = { acceptedAt: null, revokedAt: null, expiresAt: later };

test("an invitation is open until it is accepted, taken back or out of time", () => {
  expect(stateOf(open, now)).toBe("open");
  expect(stateOf({ ...open, acceptedAt: now }, now)).toBe("accepted");
  expect(stateOf({ ...open, revokedAt: now }, now)).toBe("revoked");
  expect(stateOf({ ...open, expiresAt: now }, now)).toBe("expired");
});

test("an accepted one stays accepted after its time", () => {
  expect(stateOf({ ...open, acceptedAt: now, expiresAt: now }, later)).toBe("accepted");
});

test("a closed link names whom to ask", () => {
  expect(closedWords("expired", "Foundry Sound")).toContain("Ask Foundry Sound");
});
