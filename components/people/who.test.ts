import { expect, test } from "vitest";
import { does, whoOf } from "./who.ts";

const people = { jo: "Jo Mix", mia: "Mia Falk", sam: "Sam Oak" };
const who = (userIds: string[], reader = "sam") =>
  whoOf({ me: { userId: reader }, people }, userIds, "the mixing engineer");

test("names each once, and the role where nobody is named yet", () => {
  expect(who([]).words).toBe("the mixing engineer");
  expect(who(["jo", "jo"]).words).toBe("Jo Mix");
  expect(who(["jo", "mia", "gone"]).words).toBe("Jo Mix, Mia Falk or Someone");
});

test("whoever reads it is you, named first, and does it in the second person", () => {
  expect(does(who(["jo"]), "sends", "send")).toBe("Jo Mix sends");
  expect(does(who(["sam"]), "sends", "send")).toBe("you send");
  expect(does(who(["jo", "sam"]), "sends", "send")).toBe("you or Jo Mix send");
});
