import { expect, test } from "vitest";
import { waitsText } from "./waits-text.ts";

type Turn = Parameters<typeof waitsText>[0];

const turn = (change: object): Turn =>
  ({
    ...{ act: "decide", revisionId: "mix", stage: "mixing", hold: null, mine: false, others: [] },
    who: { as: "sign_off_sound", userIds: [], needs: [] },
    ...change,
  }) as unknown as Turn;
const falling = (as: Turn["who"]["as"]) => ({ who: { as, userIds: [], needs: [] } });

test("names who has it, the reader first", () => {
  expect(waitsText(turn({ others: ["Léa"] }))).toBe("Léa to listen and decide");
  expect(waitsText(turn({ mine: true, others: ["Léa"] }))).toBe("You or Léa to listen and decide");
  expect(waitsText(turn({ mine: true }))).toBe("You to listen and decide");
});

test("counts the others where there are many", () => {
  const others = ["A", "B", "C"];
  expect(waitsText(turn({ others }))).toBe("A, B or C to listen and decide");
  expect(waitsText(turn({ mine: true, others }))).toBe("You, A or 2 others to listen and decide");
});

test("says who is missing where nobody has the part", () => {
  expect(waitsText(turn({}))).toBe("Nobody yet who may sign off to listen and decide");
  const start = { act: "handOffSet", begins: true, ...falling("recording_engineer") };
  expect(waitsText(turn(start))).toBe("No engineer yet to start");
  expect(waitsText(turn({ act: "takeMaster", ...falling("receive") }))).toBe("Nobody yet to take the master");
});

test("says what holds it instead of who has it", () => {
  const held = (hold: object) => waitsText(turn({ mine: true, hold }));
  expect(held({ by: "request", noteIds: ["a"] })).toBe("held by a request to mixing");
  expect(held({ by: "stageBefore", stage: "mixing" })).toBe("for the stage before it");
  expect(held({ by: "gate" })).toBe("for a payment");
});

test("says what each turn is", () => {
  const mine = (act: object) => waitsText(turn({ mine: true, ...act })).replace("You ", "");
  expect(mine({ act: "handOffSet", begins: false })).toBe("to hand off the set");
  expect(mine({ act: "sendRevision", begins: false })).toBe("to send a revision");
  expect(mine({ act: "sendRevision", begins: true })).toBe("to start");
  expect(mine({ act: "receiveSet" })).toBe("to accept the hand-off");
  expect(mine({ act: "receiveMix" })).toBe("to accept the hand-off");
  expect(mine({ act: "supplyMix", step: "bring" })).toBe("to supply the mix and hand it off");
  expect(mine({ act: "supplyMix", step: "approve" })).toBe("to hand the mix off");
  expect(mine({ act: "handOffMix", isSupplied: true })).toBe("to hand the mix off");
  expect(mine({ act: "handOffMix", isSupplied: false })).toBe("to hand it off");
  expect(mine({ act: "takeMaster" })).toBe("to take the master");
});
