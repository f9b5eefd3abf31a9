import { expect, test } from "vitest";
import type { Home } from "@/server/overview/queries.ts";
import { firstOf, hrefOf, standing, worksOn } from "./standing.ts";

type Project = Home["projects"][number];
type Waiting = Project["waitingForMe"][number];

const waiting = (over: Partial<Waiting>): Waiting => ({
  songId: "song",
  songTitle: "Low Tide",
  stage: "mixing",
  state: "in_review",
  waits: "to listen and decide",
  on: "decider",
  mixIsHere: false,
  latest: { number: 2, sentAt: new Date("2027-01-02") },
  ...over,
});
const project = (...waitingForMe: Waiting[]) =>
  ({
    title: "Harbour Lights",
    studio: { id: "s", name: "Foundry Sound" },
    parts: ["mastering_engineer"],
    waitingForMe,
  }) as unknown as Project;

test("what waits for an engineer's hands is told, and leads to the desk", () => {
  const [song] = firstOf([
    project(
      waiting({ stage: "mastering", state: "waiting", on: "receiver", waits: "to accept the hand-off" }),
    ),
  ]);
  expect(song).toMatchObject({ for: "hands", label: "You to accept the hand-off" });
  expect(song && hrefOf(song)).toBe("/songs/song");
});

test("recording is worked on at the set", () => {
  const [song] = firstOf([
    project(waiting({ stage: "recording", on: "engineer", waits: "to hand off the set" })),
  ]);
  expect(song && hrefOf(song)).toBe("/songs/song/set");
});

test("a client sends a finished mix from the listening page, an engineer from the desk", () => {
  const mix = waiting({ stage: "mastering", on: "giver", waits: "to supply the mix and hand it off" });
  const [asEngineer] = firstOf([project(mix)]);
  expect(asEngineer && hrefOf(asEngineer)).toBe("/songs/song");
  const [asClient] = firstOf([{ ...project(mix), parts: ["client"] }]);
  expect(asClient).toMatchObject({ for: "mix", label: "Waits for your mix" });
  expect(asClient && hrefOf(asClient)).toBe("/listen/song");
});

test("a client whose mix is here already is asked to send it to mastering, an engineer to hand it off", () => {
  const mix = waiting({ stage: "mastering", on: "giver", waits: "to hand the mix off", mixIsHere: true });
  const [asClient] = firstOf([{ ...project(mix), parts: ["client"] }]);
  expect(asClient).toMatchObject({ for: "mixHere", label: "Your mix is here: send it to mastering" });
  expect(asClient && hrefOf(asClient)).toBe("/listen/song");
  const [asEngineer] = firstOf([project(mix)]);
  expect(asEngineer).toMatchObject({ for: "hands", label: "You to hand the mix off" });
});

test("what waits for ears comes before a master to take, and both lead to the listening page", () => {
  const songs = firstOf([
    project(waiting({ stage: "delivery", state: "in_progress", on: "engineer" })),
    project(waiting({})),
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
  const inReview = (on: "decider" | "engineer") =>
    ({ stages: [{ stage: "mixing", state: "in_review", waits: { on } }] }) as unknown as Parameters<
      typeof standing
    >[0];
  expect(standing(inReview("decider"))).toBe("Ready to hear");
  expect(standing(inReview("engineer"))).toBe("Waits for the next mix");
});
