import { describe, expect, test } from "vitest";
import { defaultPowers, grantsOf } from "../access/permissions.ts";
import type { Part, Stage, WorkState } from "../generated/prisma/client.ts";
import { stageUnderWay } from "./stage-under-way.ts";
import { turnAt } from "./turn-at.ts";
import { turnsFor } from "./turns-for.ts";
import { type SongState, type Turn, turnsOf } from "./turns-of.ts";

const parts: readonly Part[] = [
  "artist",
  "producer",
  "recording_engineer",
  "mixing_engineer",
  "mastering_engineer",
  "client",
];
/** Everybody is called by their part. */
const people = parts.map((part) => ({ userId: part as string, part, powers: defaultPowers[part] }));

type Work = Partial<Record<Stage, WorkState>>;

const song = (work: Work, change: Partial<SongState> = {}): SongState => ({
  work: (Object.entries(work) as [Stage, WorkState][]).map(([stage, state]) => ({
    ...{ stage, state, heldFrom: null, heldReason: null },
  })),
  ...{ people, revisions: [], handOffs: [], requests: [], prints: [] },
  ...change,
});

type Revision = SongState["revisions"][number];
const revision = (
  stage: "mixing" | "mastering",
  number: number,
  change: Partial<Revision> = {},
): Revision => ({
  ...{ id: `${stage} ${number}`, stage, number, fileId: `file of ${stage} ${number}` },
  ...{ broughtAt: new Date(number), isSupplied: false, isSignedOff: false },
  ...change,
});
const mix = (number = 1, change: Partial<Revision> = {}) => revision("mixing", number, change);
const signedMix = (number = 1) => mix(number, { isSignedOff: true });
const supplied = (number = 1, change: Partial<Revision> = {}) => mix(number, { isSupplied: true, ...change });

type HandOff = SongState["handOffs"][number];
const handOff = (toStage: "mixing" | "mastering", change: Partial<HandOff> = {}): HandOff => ({
  ...{ id: `to ${toStage}`, toStage, state: "offered" },
  ...{ revisionId: toStage === "mixing" ? null : "mixing 1" },
  ...change,
});
const request = (change: Partial<SongState["requests"][number]> = {}) => ({
  ...{ noteId: "note", blocking: true, isAnswered: false, closers: ["mastering_engineer"] },
  ...change,
});
const print = (
  kind: "mix_print" | "master" | "premaster",
  fileId: string = kind,
  broughtAt = new Date(5),
) => ({
  ...{ fileId, kind, broughtAt },
});

/** "mixing: sendRevision by mixing_engineer", with what holds it; in brackets where nobody waits for it. */
function said(turn: Turn) {
  const held = turn.hold ? `, held by ${turn.hold.by}` : "";
  const words = `${turn.stage}: ${turn.act} by ${turn.who.userIds.join(" or ") || "nobody"}${held}`;
  return turn.isWaitedFor ? words : `(${words})`;
}
const turns = (work: Work, change: Partial<SongState> = {}) => turnsOf(song(work, change)).map(said);

describe("the set", () => {
  test("waits for who records, from the start on", () => {
    const handing = "recording: handOffSet by recording_engineer";
    const behind = "mixing: sendRevision by mixing_engineer, held by stageBefore";
    expect(turns({ recording: "waiting", mixing: "waiting" })).toEqual([behind, handing]);
    expect(turns({ recording: "in_progress", mixing: "waiting" })).toEqual([behind, handing]);
    const begins = (state: WorkState) => turnsOf(song({ recording: state }))[0];
    expect(begins("waiting")).toMatchObject({ act: "handOffSet", begins: true });
    expect(begins("in_progress")).toMatchObject({ act: "handOffSet", begins: false });
  });

  test("once handed off waits in the stage that it goes to, or, where that is under way, in its own", () => {
    const handOffs = [handOff("mixing")];
    const at = (mixing: WorkState) =>
      turnsOf(song({ recording: "in_review", mixing }, { handOffs })).find((t) => t.act === "receiveSet");
    expect(at("waiting")).toMatchObject({ stage: "mixing", handOffId: "to mixing" });
    expect(at("approved")?.stage).toBe("mixing");
    expect(at("in_progress")?.stage).toBe("recording");
    expect(at("in_review")?.stage).toBe("recording");
    expect(turns({ recording: "in_review", mixing: "waiting" }, { handOffs })).toEqual([
      "mixing: receiveSet by mixing_engineer",
    ]);
    expect(turns({ recording: "in_review", mixing: "in_progress" }, { handOffs })).toEqual([
      "recording: receiveSet by mixing_engineer",
      "mixing: sendRevision by mixing_engineer",
    ]);
  });

  test("that came back waits for who records again", () => {
    const handOffs = [handOff("mixing", { state: "returned" })];
    expect(turns({ recording: "in_progress" }, { handOffs })).toEqual([
      "recording: handOffSet by recording_engineer",
    ]);
  });
});

describe("a revision", () => {
  test("of a first stage, or after a cancelled recording, begins when its engineer does", () => {
    for (const work of [{ mixing: "waiting" }, { recording: "cancelled", mixing: "waiting" }] as const)
      expect(turnsOf(song(work))).toMatchObject([
        { act: "sendRevision", begins: true, hold: null, number: 1 },
      ]);
    expect(turnsOf(song({ mixing: "in_progress" }))).toMatchObject([{ begins: false }]);
  });

  test("has the next number, and the newest print that lies here for it", () => {
    const prints = [
      print("mix_print", "older", new Date(1)),
      print("mix_print", "newer", new Date(2)),
      print("master", "no mix", new Date(3)),
    ];
    expect(
      turnsOf(song({ mixing: "in_progress" }, { revisions: [mix(1), mix(2)], prints }))[0],
    ).toMatchObject({
      number: 3,
      fileId: "newer",
      answers: [],
    });
  });

  test("in review waits for who decides; the next one may come, and nobody waits for it", () => {
    const work: Work = { mixing: "in_review", mastering: "waiting" };
    expect(turns(work, { revisions: [mix(1), mix(2)] })).toEqual([
      "(mixing: sendRevision by mixing_engineer)",
      "mastering: handOffMix by mixing_engineer, held by stageBefore",
      "mixing: decide by artist or producer or client",
    ]);
    const decided = turnsOf(song(work, { revisions: [mix(1), mix(2)] })).at(-1);
    expect(decided).toMatchObject({ act: "decide", revisionId: "mixing 2" });
  });

  test("of mastering begins with a premaster only, and goes on as mixing does", () => {
    const signed = { revisions: [signedMix()] };
    const work = (mastering: WorkState): Work => ({ mixing: "approved", mastering });
    expect(turns(work("in_progress"), signed)).toEqual(["mastering: sendRevision by mastering_engineer"]);
    const masters = [signedMix(), revision("mastering", 1)];
    expect(turns(work("in_review"), { revisions: masters })).toEqual([
      "(mastering: sendRevision by mastering_engineer)",
      "mastering: decide by artist or producer or client",
    ]);
  });
});

describe("a blocking request", () => {
  const inReview: Work = { mixing: "in_review", mastering: "waiting" };

  test("that is unanswered gives the mix back to its engineer, and holds the decision and mastering", () => {
    const change = { revisions: [mix()], requests: [request()] };
    expect(turns(inReview, change)).toEqual([
      "mixing: sendRevision by mixing_engineer",
      "mastering: handOffMix by mixing_engineer, held by request",
      "mixing: decide by artist or producer or client, held by request",
    ]);
    expect(turnsOf(song(inReview, change))[0]).toMatchObject({ answers: ["note"] });
  });

  test("that is answered goes to who closes it, leaves the mix to who decides, and holds mastering all the same", () => {
    const change = { revisions: [mix()], requests: [request({ isAnswered: true })] };
    expect(turns(inReview, change)).toEqual([
      "mastering: settle by mastering_engineer",
      "(mixing: sendRevision by mixing_engineer)",
      "mastering: handOffMix by mixing_engineer, held by request",
      "mixing: decide by artist or producer or client",
    ]);
  });

  test("holds the hand-off of an approved mix", () => {
    const change = { revisions: [signedMix()], requests: [request({ isAnswered: true })] };
    expect(turns({ mixing: "approved", mastering: "waiting" }, change)).toEqual([
      "mastering: settle by mastering_engineer",
      "mastering: handOffMix by mixing_engineer, held by request",
    ]);
  });

  test("is no other request: one that does not block holds nothing, and is closed once it was answered", () => {
    const requests = [request({ blocking: false })];
    expect(turns(inReview, { revisions: [mix()], requests })).toContain(
      "mixing: decide by artist or producer or client",
    );
    expect(turns(inReview, { requests: [request({ blocking: false, isAnswered: true })] })[0]).toBe(
      "mastering: settle by mastering_engineer",
    );
  });

  test("of which the same people close several is one turn", () => {
    const requests = [
      request({ noteId: "a", isAnswered: true }),
      request({ noteId: "b", isAnswered: true }),
      request({ noteId: "c", isAnswered: true, closers: ["gone"] }),
    ];
    expect(turnsOf(song({}, { requests }))).toMatchObject([
      { act: "settle", noteIds: ["a", "b"] },
      { act: "settle", noteIds: ["c"] },
    ]);
  });
});

describe("the way to mastering", () => {
  const approved: Work = { mixing: "approved", mastering: "waiting" };

  test("goes by the hand-off of the signed-off mix, then by its acceptance", () => {
    expect(turns(approved, { revisions: [signedMix(1), mix(2)] })).toEqual([
      "mastering: handOffMix by mixing_engineer",
    ]);
    const handOffs = [handOff("mastering")];
    expect(turns(approved, { revisions: [signedMix()], handOffs })).toEqual([
      "mastering: receiveMix by mastering_engineer",
    ]);
  });

  test("waits while mixing goes on, or is on hold", () => {
    const held = ["mastering: handOffMix by mixing_engineer, held by stageBefore"];
    expect(turns({ mixing: "in_progress", mastering: "waiting" }).slice(1)).toEqual(held);
    expect(turns({ mixing: "on_hold", mastering: "waiting" }, { revisions: [signedMix()] })).toEqual(held);
  });

  test("is walked again by the same mix that came back, until it is accepted", () => {
    const handOffs = [handOff("mastering", { state: "returned" })];
    expect(turns(approved, { revisions: [signedMix()], handOffs })).toEqual([
      "mastering: handOffMix by mixing_engineer",
    ]);
  });
});

describe("a mix made elsewhere", () => {
  const alone: Work = { mastering: "waiting" };
  const suppliers = "artist or producer or mastering_engineer or client";
  const step = (change: Partial<SongState>, work = alone) => {
    const turn = turnsOf(song(work, change)).find((t) => t.act === "supplyMix");
    return turn?.act === "supplyMix" ? [turn.step, turn.isWaitedFor, turn.mixes.map((m) => m.fileId)] : null;
  };

  test("is brought, put in its place, approved and handed off by who may bring one", () => {
    expect(turns(alone)).toEqual([`mastering: supplyMix by ${suppliers}`]);
    expect(step({})).toEqual(["bring", true, []]);
    expect(step({ prints: [print("premaster")] })).toEqual(["place", true, ["premaster"]]);
    expect(step({ revisions: [supplied()] })).toEqual(["approve", true, ["file of mixing 1"]]);
    const signed = [supplied(1, { isSignedOff: true })];
    expect(step({ revisions: signed })).toEqual(["handOff", false, ["file of mixing 1"]]);
    expect(turns(alone, { revisions: signed })).toEqual([
      `(mastering: supplyMix by ${suppliers})`,
      `mastering: handOffMix by ${suppliers}`,
    ]);
  });

  test("is waited for no longer while one is offered", () => {
    const offered = { revisions: [supplied(1, { isSignedOff: true })], handOffs: [handOff("mastering")] };
    expect(turns(alone, offered)).toEqual([
      "mastering: receiveMix by mastering_engineer",
      `(mastering: supplyMix by ${suppliers})`,
    ]);
  });

  test("is here while the newest one was not handed off: one that came back does not count", () => {
    const returned = { handOffs: [handOff("mastering", { state: "returned" })] };
    const first = supplied(1, { isSignedOff: true });
    expect(step({ revisions: [first], ...returned })).toEqual(["bring", true, []]);
    expect(step({ revisions: [first, supplied(2)], ...returned })?.[0]).toBe("approve");
    expect(step({ revisions: [first], prints: [print("premaster")], ...returned })?.[0]).toBe("place");
    const secondBack = [handOff("mastering", { state: "returned", revisionId: "mixing 2" })];
    expect(step({ revisions: [first, supplied(2)], handOffs: secondBack })?.[0]).toBe("bring");
  });

  test("that came back may be handed off again, though another one is what is waited for", () => {
    const back = {
      revisions: [supplied(1, { isSignedOff: true })],
      handOffs: [handOff("mastering", { state: "returned" })],
    };
    expect(turns(alone, back)).toEqual([
      `mastering: supplyMix by ${suppliers}`,
      `(mastering: handOffMix by ${suppliers})`,
    ]);
  });

  test("is told with all that lie here, the newest first", () => {
    const prints = [print("premaster", "older", new Date(3)), print("premaster", "newer", new Date(8))];
    const revisions = [supplied(1, { broughtAt: new Date(5) })];
    expect(step({ prints, revisions })?.[2]).toEqual(["newer", "file of mixing 1", "older"]);
  });

  test("takes the place of mixing that was cancelled, whatever was sent before", () => {
    expect(step({ revisions: [mix(1)] }, { mixing: "cancelled", mastering: "waiting" })).toEqual([
      "bring",
      true,
      [],
    ]);
    expect(step({}, { recording: "approved", mastering: "waiting" })?.[0]).toBe("bring");
    expect(step({}, { mixing: "waiting", mastering: "waiting" })).toBeNull();
    expect(step({}, { mastering: "in_progress" })).toBeNull();
  });

  test("is held by a blocking request on the one before, and may be brought all the same", () => {
    const change = { revisions: [supplied(1, { isSignedOff: true })], requests: [request()] };
    const handOffs = [handOff("mastering", { state: "accepted" })];
    const [supply, hand] = turnsOf(song(alone, { ...change, handOffs }));
    expect(supply).toMatchObject({ act: "supplyMix", hold: { by: "request" }, isPossible: true });
    expect(hand).toMatchObject({ act: "handOffMix", hold: { by: "request" }, isPossible: false });
  });
});

describe("the master", () => {
  const signed = { revisions: [revision("mastering", 1, { isSignedOff: true }), revision("mastering", 2)] };
  const work = (delivery: WorkState): Work => ({ mastering: "approved", delivery });

  test("waits for its sign-off, then for who receives it, and may be taken again", () => {
    expect(turns({ mastering: "in_progress", delivery: "waiting" }).at(-1)).toBe(
      "delivery: takeMaster by client, held by stageBefore",
    );
    expect(turns(work("in_progress"), signed)).toEqual(["delivery: takeMaster by client"]);
    expect(turnsOf(song(work("in_progress"), signed))).toMatchObject([{ revisionId: "mastering 1" }]);
    expect(turns(work("approved"), signed)).toEqual(["(delivery: takeMaster by client)"]);
    expect(turns({ mastering: "approved" }, signed)).toEqual(["(mastering: takeMaster by client)"]);
  });
});

describe("work that rests", () => {
  test("on hold asks nobody for anything, and says why; what is offered may be taken all the same", () => {
    const held = (heldFrom: WorkState, change: Partial<SongState> = {}) => {
      const work = [
        { stage: "mastering", state: "on_hold", heldFrom, heldReason: "The label decides" },
      ] as const;
      return turnsOf(song({}, { work, ...change }));
    };
    const hold = { by: "onHold", reason: "The label decides" };
    expect(held("in_progress")).toMatchObject([{ act: "sendRevision", hold, isPossible: false }]);
    expect(held("waiting")).toMatchObject([{ act: "supplyMix", hold, isPossible: false }]);
    const review = { revisions: [revision("mastering", 1)] };
    expect(held("in_review", review).at(-1)).toMatchObject({ act: "decide", hold, isPossible: false });
    expect(held("waiting", { handOffs: [handOff("mastering")] })[0]).toMatchObject({
      ...{ act: "receiveMix", hold, isPossible: true },
    });
  });

  test("cancelled or approved waits for nobody", () => {
    for (const state of ["cancelled", "approved"] as const)
      expect(turns({ recording: state, mixing: state, mastering: state, delivery: state })).toEqual([]);
  });
});

describe("to one reader", () => {
  const read = (userId: string, part: Part | "manager", change: Partial<SongState> = {}) =>
    turnsFor(turnsOf(song({ mixing: "in_progress" }, change)), {
      userId,
      grants: grantsOf([part], part === "manager" ? [] : defaultPowers[part]),
    }).map(({ mine, standsIn, may }) => ({ mine, standsIn, may }));

  test("a turn is theirs by name; who else may do it may, and nobody waits for them", () => {
    expect(read("mixing_engineer", "mixing_engineer")).toEqual([{ mine: true, standsIn: false, may: true }]);
    expect(read("manager", "manager")).toEqual([{ mine: false, standsIn: false, may: true }]);
    expect(read("client", "client")).toEqual([{ mine: false, standsIn: false, may: false }]);
  });

  test("who may do it stands in where nobody is named", () => {
    const nobody = { people: [] };
    expect(read("manager", "manager", nobody)).toEqual([{ mine: false, standsIn: true, may: true }]);
    expect(read("client", "client", nobody)).toEqual([{ mine: false, standsIn: false, may: false }]);
  });

  test("what is held is nobody's yet", () => {
    const [turn] = turnsFor(
      turnsOf(song({ mixing: "in_review" }, { revisions: [mix()], requests: [request()] })).slice(-1),
      {
        userId: "client",
        grants: grantsOf(["client"], defaultPowers.client),
      },
    );
    expect(turn).toMatchObject({ act: "decide", mine: false, may: false });
  });

  test("a request is closed by whom it names, and by nobody in their place", () => {
    const settling = turnsOf(song({}, { requests: [request({ isAnswered: true })] }));
    const grants = grantsOf(["manager"], []);
    expect(turnsFor(settling, { userId: "mastering_engineer", grants })).toMatchObject([
      { mine: true, may: true },
    ]);
    expect(turnsFor(settling, { userId: "manager", grants })).toMatchObject([{ mine: false, may: false }]);
  });

  test("what is not sent yet is told to those alone who may send it", () => {
    const printed = turnsOf(song({ mixing: "in_progress" }, { prints: [print("mix_print")] }));
    const brought = turnsOf(song({ mastering: "waiting" }, { prints: [print("premaster")] }));
    const reader = (part: Part) => ({ userId: part, grants: grantsOf([part], defaultPowers[part]) });
    expect(turnsFor(printed, reader("mixing_engineer"))).toMatchObject([{ fileId: "mix_print" }]);
    expect(turnsFor(printed, reader("client"))).toMatchObject([{ fileId: null }]);
    expect(turnsFor(brought, reader("client"))).toMatchObject([{ mixes: [{ fileId: "premaster" }] }]);
    expect(turnsFor(brought, reader("recording_engineer"))).toMatchObject([{ mixes: [] }]);
  });
});

describe("of a stage and of a song", () => {
  const at = (state: SongState, stage: Stage) => {
    const turn = turnAt(turnsOf(state), stage);
    return turn && said(turn);
  };

  test("a stage waits for what can be done before what is held, and not for requests to be closed", () => {
    const inReview = song(
      { mixing: "in_review", mastering: "waiting" },
      { revisions: [mix()], requests: [request(), request({ noteId: "b", isAnswered: true })] },
    );
    expect(at(inReview, "mixing")).toBe("mixing: sendRevision by mixing_engineer");
    expect(at(inReview, "mastering")).toBe("mastering: handOffMix by mixing_engineer, held by request");
    expect(at(inReview, "delivery")).toBeNull();
  });

  test("a song is at the last stage under way, else at the first that is still to begin", () => {
    const now = (work: Work, change: Partial<SongState> = {}) => {
      const state = song(work, change);
      const found = stageUnderWay(state.work, turnsOf(state));
      return found && [found.stage, found.turn?.act];
    };
    expect(now({ recording: "in_progress", mixing: "in_progress", mastering: "waiting" })).toEqual([
      "mixing",
      "sendRevision",
    ]);
    expect(now({ recording: "approved", mixing: "waiting" })?.at(0)).toBe("mixing");
    expect(now({ mastering: "approved", mixing: "approved" })).toEqual(["mastering", undefined]);
    expect(now({ recording: "in_review", mixing: "waiting" }, { handOffs: [handOff("mixing")] })).toEqual([
      "recording",
      "receiveSet",
    ]);
    expect(now({})).toBeNull();
  });
});
