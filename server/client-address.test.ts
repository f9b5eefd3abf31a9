import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

test("without a proxy in front, what the sender claims about itself counts for nothing", () => {
  expect(clientAddress("1.2.3.4", "9.9.9.9", 0)).toBe("9.9.9.9");
  expect(clientAddress(undefined, "9.9.9.9", 0)).toBe("9.9.9.9");
});

test("behind proxies it is the one that the outermost of them saw", () => {
  expect(clientAddress("1.2.3.4", "10.0.0.1", 1)).toBe("1.2.3.4");
  expect(clientAddress("6.6.6.6, 1.2.3.4", "10.0.0.1", 1)).toBe("1.2.3.4");
  expect(clientAddress("6.6.6.6, 1.2.3.4, 10.0.0.2", "10.0.0.1", 2)).toBe("1.2.3.4");
});

test("with fewer entries than proxies the first one is taken", () => {
  expect(clientAddress("", "10.0.0.1", 3)).toBe("10.0.0.1");
});
