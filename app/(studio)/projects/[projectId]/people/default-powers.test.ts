import { expect, test } from "vitest";
import { defaultPowers as onTheServer } from "@/server/access/permissions.ts";
import { defaultPowers } from "./default-powers.ts";

test("an invitation proposes the powers that the server would give", () => {
  expect(defaultPowers).toEqual(onTheServer);
});
