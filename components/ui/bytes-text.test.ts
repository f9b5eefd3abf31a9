import { expect, test } from "vitest";
import { bytesText } from "./bytes-text.ts";

test("small sizes are whole bytes", () => {
  expect(bytesText(0)).toBe("0 bytes");
  expect(bytesText(1)).toBe("1 byte");
  expect(bytesText(999)).toBe("999 bytes");
});

test("larger sizes keep three figures", () => {
  expect(bytesText(1000)).toBe("1.00 kB");
  expect(bytesText(41_943_040)).toBe("41.9 MB");
  expect(bytesText(314_572_800)).toBe("315 MB");
  expect(bytesText(5_400_000_000)).toBe("5.40 GB");
});

test("rounding never shows 1000 of a unit", () => {
  expect(bytesText(999_999)).toBe("1.00 MB");
  expect(bytesText(9_996)).toBe("10.0 kB");
  expect(bytesText(99_960)).toBe("100 kB");
});
