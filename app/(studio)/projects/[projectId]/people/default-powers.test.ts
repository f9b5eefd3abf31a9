import { expect, test } from "vitest";
import { defaultPowers as onTheServer } from "@/server/access.ts";
import { defaultPowers } from "./default-powers.ts";

test("an invitation proposes the powers that the server would give", () => {
  expect(defaultPowers).toEqual(onTheServer);
});
