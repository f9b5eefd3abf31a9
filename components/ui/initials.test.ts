import { expect, test } from "vitest";
import { initials } from "./initials.ts";

test("a person is two letters, a band with one name is one", () => {
  expect(initials("Ana María de la Cruz")).toBe("AC");
  expect(initials("  rosalía ")).toBe("R");
});

test("letters outside the basic plane stay whole, and nothing gives nothing", () => {
  expect(initials("𝒜da Byron")).toBe("𝒜B");
  expect(initials("   ")).toBe("");
});
