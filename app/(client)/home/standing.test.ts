import { expect, test } from "vitest";
import type { Home } from "@/server/overview/queries.ts";
import { firstOf, hrefOf, standing, worksOn } from "./standing.ts";

type Project = Home["projects"][number];
type Waiting = Project["waitingForMe"][number];

const waiting = (turn: object, over: Partial<Waiting> = {}): Waiting => ({
  songId: "song",
  songTitle: "Low Tide",
  stage: "mixing",
  latest: { number: 2, sentAt: new Date("2027-01-02") },
  turn: turn as Waiting["turn"],
  ...over,
});
const decide = { act: "decide" };
const project = (...waitingForMe: Waiting[]) =>
  ({
    title: "Harbour Lights",
    studio: { id: "s", name: "Foundry Sound" },
    parts: ["mastering_engineer"],
    waitingForMe,
  }) as unknown as Project;

test("what waits for an engineer's hands is told, and leads to the desk", () => {
  const [song] = firstOf([project(waiting({ act: "receiveMix" }, { stage: "mastering" }))]);
  expect(song).toMatchObject({ for: "hands", label: "Accept the hand-off" });
  expect(song && hrefOf(song)).toBe("/songs/song");
});

test("recording is worked on at the set", () => {
  const [song] = firstOf([project(waiting({ act: "handOffSet", begins: false }, { stage: "recording" }))]);
  expect(song && hrefOf(song)).toBe("/songs/song/set");
});

test("a client sends a finished mix from the listening page, an engineer from the desk", () => {
  const mix = waiting({ act: "supplyMix", step: "bring" }, { stage: "mastering" });
  const [asEngineer] = firstOf([project(mix)]);
  expect(asEngineer && hrefOf(asEngineer)).toBe("/songs/song");
  const [asClient] = firstOf([{ ...project(mix), parts: ["client"] }]);
  expect(asClient).toMatchObject({ for: "mix", label: "Waits for your mix" });
  expect(asClient && hrefOf(asClient)).toBe("/listen/song");
});

test("a client whose mix is here already is asked to send it to mastering, an engineer to hand it off", () => {
  const mix = waiting({ act: "supplyMix", step: "place" }, { stage: "mastering" });
  const [asClient] = firstOf([{ ...project(mix), parts: ["client"] }]);
  expect(asClient).toMatchObject({ for: "mixHere", label: "Your mix is here: send it to mastering" });
  expect(asClient && hrefOf(asClient)).toBe("/listen/song");
  const [asEngineer] = firstOf([project(mix)]);
  expect(asEngineer).toMatchObject({ for: "hands", label: "Hand the mix off" });
});

test("what waits for ears comes before a master to take, and both lead to the listening page", () => {
  const songs = firstOf([
    project(waiting({ act: "takeMaster" }, { stage: "delivery" })),
    project(waiting(decide)),
  ]);
  expect(songs.map((s) => [s.label, hrefOf(s)])).toEqual([
    ["Mix 2", "/listen/song"],
    ["The master is ready", "/listen/song"],
  ]);
});

test("engineers work on a project; a client and a producer listen to it", () => {
  expect(worksOn({ parts: ["client", "mastering_engineer"] })).toBe(true);
  expect(worksOn({ parts: ["client", "producer"] })).toBe(false);
});

test("a mix in review is ready to hear, unless another one is waited for first", () => {
  const inReview = (act: string) =>
    ({ stages: [{ stage: "mixing", state: "in_review", turn: { act } }] }) as unknown as Parameters<
      typeof standing
    >[0];
  expect(standing(inReview("decide"))).toBe("Ready to hear");
  expect(standing(inReview("sendRevision"))).toBe("Waits for the next mix");
});

test("an engineer is told in a sentence what to do", () => {
  const label = (turn: object) => firstOf([project(waiting(turn, { stage: "mixing" }))])[0]?.label;
  expect(label({ act: "sendRevision", begins: false })).toBe("Send a revision");
  expect(label({ act: "sendRevision", begins: true, stage: "mixing" })).toBe("Start mixing");
  expect(label({ act: "handOffSet", begins: true })).toBe("Start recording");
  expect(label({ act: "handOffMix" })).toBe("Hand the mix off");
  expect(label({ act: "supplyMix", step: "bring" })).toBe("Supply the mix and hand it off");
});
