import { expect, test } from "vitest";
import { isMine, isOpen, likelyKind, standing, tracksText, whoHasSet } from "./set-standing.ts";
import type { HandOff, SetFile, SetPage } from "./set-types.ts";

type State = SetPage["workItems"][number]["state"];

const file = (kind: SetFile["kind"], aside = false) =>
  ({ kind, setAsideAt: aside ? new Date(0) : null }) as SetFile;
const handOff = (state: HandOff["state"], kind: HandOff["kind"] = "stems") => ({ state, kind }) as HandOff;

const people = { noor: "Noor Vidal", jon: "Jon Reyes" };
const participants: SetPage["participants"] = [
  { userId: "noor", part: "recording_engineer" },
  { userId: "jon", part: "mixing_engineer" },
];

function page(state: State | null, handOffs: HandOff[] = [], rest: Partial<SetPage> = {}): SetPage {
  const workItems: SetPage["workItems"] = state
    ? [{ stage: "recording", state, heldReason: "the drummer is ill" }]
    : [];
  return { me: { userId: "manager" }, workItems, handOffs, people, participants, ...rest } as SetPage;
}

test("who has the set, and what happens next, in every state of recording", () => {
  expect(whoHasSet(page("waiting"))).toBe("Noor Vidal brings the files and hands them off to Jon Reyes.");
  expect(whoHasSet(page("in_review", [handOff("offered")]))).toBe("Jon Reyes accepts or returns the stems.");
  expect(whoHasSet(page("in_progress", [handOff("returned")]))).toBe(
    "Noor Vidal mends what was asked for and hands the set off again.",
  );
  expect(whoHasSet(page("approved", [handOff("accepted", "multitracks")]))).toBe(
    "Jon Reyes has the multitracks.",
  );
  expect(whoHasSet(page("in_progress", [handOff("accepted")]))).toMatch(/^Recording was reopened/);
  expect(whoHasSet(page("on_hold"))).toBe("Recording is on hold: the drummer is ill. The studio resumes it.");
  expect(whoHasSet(page("cancelled"))).toMatch(/^Recording was cancelled: the drummer is ill/);
  expect(whoHasSet(page(null))).toMatch(/^This project has no recording/);
});

test("who works on the set is spoken to", () => {
  const me = (userId: string) => ({ me: { userId, roles: [], grants: [] } });
  expect(whoHasSet(page("waiting", [], me("noor")))).toBe(
    "You bring the files and hand them off to Jon Reyes.",
  );
  expect(whoHasSet(page("waiting", [], me("jon")))).toBe(
    "Noor Vidal brings the files and hands them off to you.",
  );
  expect(whoHasSet(page("in_progress", [handOff("accepted")], me("noor")))).toBe(
    "Recording was reopened: you change the set and hand it off again. Jon Reyes keeps the one before until then.",
  );
});

test("nobody named yet is called by the part", () => {
  expect(whoHasSet(page("waiting", [], { participants: [] }))).toBe(
    "The recording engineer brings the files and hands them off to the mixing engineer.",
  );
});

test("a set is open while recording works on it", () => {
  const states: State[] = ["waiting", "in_progress", "in_review", "approved", "on_hold", "cancelled"];
  expect(states.filter((s) => isOpen(page(s)))).toEqual(["waiting", "in_progress"]);
  expect(isOpen(page(null))).toBe(false);
});

test("what is offered stands before what was accepted, and what was returned does not stand", () => {
  const [accepted, returned, offered] = [handOff("accepted"), handOff("returned"), handOff("offered")];
  expect(standing({ handOffs: [offered, returned, accepted] })).toBe(offered);
  expect(standing({ handOffs: [returned, accepted] })).toBe(accepted);
  expect(standing({ handOffs: [returned] })).toBeUndefined();
});

test("a set is what most of its files are, else what it was the last time, else multitracks", () => {
  const files = [file("stem"), file("multitrack"), file("multitrack", true), file("stem")];
  expect(likelyKind({ files, handOffs: [] })).toBe("stems");
  expect(likelyKind({ files: [file("multitrack")], handOffs: [handOff("returned")] })).toBe("multitracks");
  expect(likelyKind({ files: [], handOffs: [handOff("returned")] })).toBe("stems");
  expect(likelyKind({ files: [], handOffs: [] })).toBe("multitracks");
});

test("a turn is one's own by name, or as who stands in", () => {
  const turn = (mine: boolean, standsIn: boolean) => ({ mine, standsIn }) as SetPage["handingOff"];
  expect([turn(true, false), turn(false, true), turn(false, false), null].map(isMine)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("tracks are counted, what lies beside them is not", () => {
  expect(tracksText("stems", [file("stem"), file("rough_mix"), file("document")])).toBe("1 stem");
  expect(tracksText("multitracks", [file("multitrack"), file("multitrack")])).toBe("2 multitracks");
});
