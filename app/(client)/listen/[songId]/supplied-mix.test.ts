import { expect, test } from "vitest";
import {
  offered,
  print,
  review,
  signOff,
  suppliedRevision,
  work,
} from "@/components/review/review-for-tests.ts";
import type { Review } from "@/components/review/review-types.ts";
import { withTurns } from "@/server/testing/with-turns.ts";
import { heardHere, mixesToSend, mixToSend, suppliesMix } from "./supplied-mix.ts";

const client: Review["me"] = { userId: "maya", roles: ["client"], grants: ["premaster.upload"] };
const project = { ...review().project, stages: ["mastering" as const] };
const alone = (change: Partial<Review> = {}) =>
  withTurns(review({ me: client, project, workItems: [work("mastering", "waiting")], ...change }));

test("a mix is supplied where mastering waits for one and this person may bring it", () => {
  expect(suppliesMix(alone())).toBe(true);
  const mixedHere = [work("mixing", "in_progress"), work("mastering", "waiting")];
  expect(suppliesMix(alone({ workItems: mixedHere }))).toBe(false);
  const cancelled = [work("mixing", "cancelled"), work("mastering", "waiting")];
  expect(suppliesMix(alone({ workItems: cancelled }))).toBe(true);
  expect(suppliesMix(alone({ me: { ...client, grants: [] } }))).toBe(false);
  expect(suppliesMix(alone({ workItems: [work("mastering", "in_progress")] }))).toBe(false);
});

test("the newest file that was brought is the one to send", () => {
  const file = print("premaster");
  expect(mixToSend(alone({ prints: [file], revisions: [suppliedRevision(1)] }))).toEqual({
    file,
    isApproved: false,
  });
});

test("of several files the one that is heard is sent, and the newest while something else is heard", () => {
  const older = print("premaster", "older");
  const newer = { ...print("premaster", "newer"), uploadedAt: new Date(1) };
  const r = alone({ prints: [older, newer], roughMix: print("rough_mix") });
  expect(mixesToSend(r).map((m) => m.file.id)).toEqual(["newer", "older"]);
  expect(mixToSend(r)?.file).toBe(newer);
  expect(mixToSend(r, "older")?.file).toBe(older);
  expect(mixToSend(r, "rough_mix")?.file).toBe(newer);
});

test("a mix that was put in its place at the desk stays the one to send, whatever else was brought", () => {
  const placed = suppliedRevision(1);
  const r = alone({ prints: [{ ...print("premaster"), uploadedAt: new Date(9) }], revisions: [placed] });
  expect(mixToSend(r, placed.file.id)).toEqual({ file: placed.file, isApproved: false });
});

test("once a mix is with mastering, the files that were not sent are not heard beside it", () => {
  const prints = [print("premaster", "left over")];
  expect(heardHere(alone({ prints })).prints).toEqual(prints);
  const handOffs = [offered("mastering", "mixing 1")];
  expect(heardHere(alone({ prints, revisions: [suppliedRevision(1)], handOffs })).prints).toEqual([]);
});

test("who approved a mix is asked unless it is on record already", () => {
  expect(mixToSend(alone({ revisions: [suppliedRevision(1)] }))?.isApproved).toBe(false);
  const approved = suppliedRevision(1, { signOffs: [signOff({ elsewhereBy: "The band" })] });
  expect(mixToSend(alone({ revisions: [approved] }))?.isApproved).toBe(true);
});

test("a mix that mastering was offered is not sent again", () => {
  const handOffs = [offered("mastering", "mixing 1")];
  expect(mixToSend(alone({ revisions: [suppliedRevision(1)], handOffs }))).toBeUndefined();
  expect(mixToSend(alone())).toBeUndefined();
});
