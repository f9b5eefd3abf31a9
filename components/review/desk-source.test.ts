import { expect, test } from "vitest";
import { deskSources, playable, sourceNumbered } from "./desk-source.ts";
import { measured, print, review, revision, signOff, work } from "./review-for-tests.ts";
import type { SignOff } from "./review-types.ts";
import { newestRevision, stageNow } from "./standing.ts";

test("the rough mix, mixes and masters follow the song's way, with the newest print as the next revision", () => {
  const r = review({
    roughMix: print("rough_mix"),
    revisions: [revision("mastering", 1), revision("mixing", 1)],
    prints: [print("mix_print", "newer"), print("mix_print", "older")],
  });
  expect(deskSources(r).map((s) => [s.id, s.label])).toEqual([
    ["rough_mix", "Rough mix"],
    ["mixing 1 file", "Mix 1"],
    ["older", "Mix 2, print 1"],
    ["newer", "Mix 2, not sent"],
    ["mastering 1 file", "Master 1"],
  ]);
});

test("only what has its listening copy is played; offsets are in the print's own samples", () => {
  const r = review({
    revisions: [
      revision("mixing", 1, { file: measured("mix_print", "a") }),
      revision("mixing", 2, { file: measured("mix_print", "b"), startsAtSeconds: 0.75 }),
      revision("mixing", 3, {
        file: { ...measured("mix_print", "c"), listening: { state: "running", progress: 0.4, reason: null } },
      }),
    ],
  });
  const sources = deskSources(r);
  expect(sources.map((s) => s.state)).toEqual(["ready", "ready", "coming"]);
  expect(playable(sources).map((s) => [s.id, s.offsetSamples])).toEqual([
    ["a", 0],
    ["b", 36_000],
  ]);
});

test("a print stays what it is when it is sent", () => {
  const mix = print("mix_print", "the print");
  const [before] = deskSources(review({ prints: [mix] }));
  const [after] = deskSources(review({ revisions: [revision("mixing", 1, { file: mix })] }));
  expect([before?.label, after?.label]).toEqual(["Mix 1, not sent", "Mix 1"]);
  expect(after?.id).toBe(before?.id);
});

test("a number chooses the mix that has it, whatever stands before it, and the print that would have it", () => {
  const r = review({
    roughMix: print("rough_mix"),
    revisions: [revision("mixing", 1), revision("mixing", 2)],
    prints: [print("mix_print", "newer"), print("mix_print", "older")],
  });
  const chosen = (n: number) => sourceNumbered(r, deskSources(r), n)?.label;
  expect([1, 2, 3, 4].map(chosen)).toEqual(["Mix 1", "Mix 2", "Mix 3, not sent", undefined]);
});

test("where a master is made a number chooses masters, and mixes again while mixing is open", () => {
  const song = (signOffs: SignOff[]) => ({
    revisions: [revision("mixing", 1), revision("mixing", 2, { signOffs }), revision("mastering", 1)],
    prints: [print("master", "second")],
  });
  const approved = review(song([signOff()]));
  const supplied = review({
    ...song([signOff({ elsewhereBy: "A label" })]),
    workItems: [work("mastering", "in_progress")],
  });
  const recalled = review(song([]));
  const second = (r: typeof approved) => sourceNumbered(r, deskSources(r), 2)?.label;
  expect([approved, supplied, recalled].map(stageNow)).toEqual(["mastering", "mastering", "mixing"]);
  expect([approved, supplied, recalled].map((r) => newestRevision(r)?.label)).toEqual([
    "Master 1",
    "Master 1",
    "Mix 2",
  ]);
  expect([approved, supplied, recalled].map(second)).toEqual([
    "Master 2, not sent",
    "Master 2, not sent",
    "Mix 2",
  ]);
});
