import { expect, test } from "vitest";
import { withTurns } from "@/server/testing/with-turns.ts";
import { mainActs } from "./main-act.ts";
import {
  blocking,
  offered,
  print,
  revision,
  signOff,
  suppliedRevision,
  work,
  review as written,
} from "./review-for-tests.ts";
import { nextLabel } from "./standing.ts";
import { whoHasIt } from "./who-has-it.ts";

const review = (change: Parameters<typeof written>[0] = {}) => withTurns(written(change));

const mastering = { userId: "mas", roles: ["mastering_engineer" as const] };
const masteringMay = [
  "note.add",
  "request.send",
  "premaster.upload",
  "premaster.receive",
  "master.upload",
  "master.send",
  "master.download",
] as const;
const acts = (r: ReturnType<typeof review>) =>
  mainActs(r).map((a) => `${a.act}${a.mine ? "" : " (another's)"}`);

test("the mixing engineer uploads the next print, then sends it", () => {
  expect(mainActs(review())[0]).toMatchObject({ act: "upload", stage: "mixing", label: "Mix 1", mine: true });
  const printed = review({ prints: [print("mix_print")], revisions: [revision("mixing", 1)] });
  expect(mainActs(printed)[0]).toMatchObject({ act: "send", label: "Mix 2" });
  expect(nextLabel(printed, "mastering")).toBe("Master 1");
});

test("a manager may do it too, but it waits for the mixing engineer", () => {
  const me = { userId: "man", roles: ["manager" as const], grants: [...review().me.grants] };
  expect(acts(review({ me }))).toEqual(["upload (another's)"]);
  const alone = review({ me, participants: [] });
  expect(acts(alone)).toEqual(["upload"]);
});

test("an approved mix is handed off once, and not while a blocking request is open", () => {
  const approved = {
    workItems: [work("mixing", "approved"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1, { signOffs: [signOff()] })],
  };
  expect(acts(review(approved))).toEqual(["handOff"]);
  expect(acts(review({ ...approved, handOffs: [offered("mastering", "mixing 1")] }))).toEqual([]);
  expect(acts(review({ ...approved, notes: [blocking("a")] }))).toEqual([]);
});

test("an ended sign-off passes nothing on", () => {
  const ending = {
    signOffId: "signOff",
    studioId: "s",
    ending: "withdrawn" as const,
    reason: "",
    byId: "maya",
    at: new Date(),
  };
  const withdrawn = review({
    workItems: [work("mixing", "in_review"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1, { signOffs: [signOff({ ending })] })],
  });
  expect(acts(withdrawn)).toEqual(["upload (another's)"]);
});

test("who masters next settles the requests of who was taken out", () => {
  const me = { userId: "mas", roles: [...mastering.roles], grants: [...masteringMay] };
  const of = (closers: string[]) =>
    review({ me, notes: [blocking("n", { authorId: "gone", closers, state: "answered" })] });
  expect(acts(of(["mas"]))).toEqual(["settle"]);
  expect(acts(of(["gone"]))).toEqual([]);
});

test("the mastering engineer settles answered requests before accepting the premaster", () => {
  const r = review({
    me: { ...mastering, grants: [...masteringMay] },
    workItems: [work("mixing", "approved"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1, { signOffs: [signOff()] })],
    handOffs: [offered("mastering", "mixing 1")],
    notes: [blocking("a", { state: "answered" })],
  });
  expect(acts(r)).toEqual(["settle", "receive"]);
});

test("a supplied mix is uploaded, put in the mix's place, approved elsewhere and handed off", () => {
  const me = { ...mastering, grants: [...masteringMay] };
  const workItems = [work("mastering", "waiting")];
  const supplied = (change: object) => review({ me, workItems, ...change });
  const mix = suppliedRevision(1);
  expect(acts(supplied({}))).toEqual(["uploadSupplied"]);
  expect(acts(supplied({ prints: [print("premaster")] }))).toEqual(["supply"]);
  expect(acts(supplied({ revisions: [mix] }))).toEqual(["recordElsewhere"]);
  expect(
    acts(supplied({ revisions: [{ ...mix, signOffs: [signOff({ elsewhereBy: "A label" })] }] })),
  ).toEqual(["handOff"]);
});

test("where mixing was cancelled a mix is supplied, whatever was sent before", () => {
  const me = { ...mastering, grants: [...masteringMay] };
  const workItems = [work("mixing", "cancelled"), work("mastering", "waiting")];
  const before = revision("mixing", 1);
  expect(acts(review({ me, workItems, revisions: [before] }))).toEqual(["uploadSupplied"]);
  const mix = suppliedRevision(2, { signOffs: [signOff({ elsewhereBy: "A label" })] });
  expect(acts(review({ me, workItems, revisions: [before, mix] }))).toEqual(["handOff"]);
});

test("where recording was cancelled, mixing begins", () => {
  const workItems = [work("recording", "cancelled"), work("mixing", "waiting")];
  expect(acts(review({ workItems }))).toEqual(["upload"]);
  expect(whoHasIt(review({ workItems }))).toBe("Mixing: you send Mix 1.");
});

test("who may sign off decides on the newest revision in review", () => {
  const r = review({
    me: { userId: "maya", roles: ["artist"], grants: ["signoff.give", "note.add"] },
    workItems: [work("mixing", "in_review"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1), revision("mixing", 2)],
  });
  expect(mainActs(r)).toMatchObject([{ act: "signOff", revision: { label: "Mix 2" } }]);
});

test("while a mix is in review the next one may be brought, and nobody waits for it", () => {
  const me = { userId: "mix", roles: [], grants: [...review().me.grants, "signoff.give" as const] };
  const r = review({
    me,
    participants: [{ userId: "mix", part: "producer", powers: ["sign_off_sound"] }, ...review().participants],
    workItems: [work("mixing", "in_review"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1)],
  });
  expect(acts(r)).toEqual(["signOff", "upload (another's)"]);
});

test("while a blocking request is unanswered the next mix is what waits, and none is approved", () => {
  const me = { userId: "mix", roles: ["mixing_engineer" as const], grants: [...review().me.grants] };
  const sentBack = {
    workItems: [work("mixing", "in_review"), work("mastering", "waiting")],
    revisions: [revision("mixing", 1)],
    notes: [blocking("a")],
  };
  expect(acts(review({ ...sentBack, me }))).toEqual(["upload"]);
  const decider = { ...me, userId: "maya", roles: [], grants: ["signoff.give" as const] };
  expect(acts(review({ ...sentBack, me: decider }))).toEqual([]);
  const answered = { ...sentBack, notes: [blocking("a", { state: "answered" })] };
  expect(acts(review({ ...answered, me: decider }))).toEqual(["signOff"]);
});
