import { expect, test } from "vitest";
import { deskSources, playable } from "./desk-source.ts";
import { print, review, revision } from "./review-for-tests.ts";

const report = {
  container: "wav",
  codec: "pcm_s24le",
  sampleRateHz: 48_000,
  bitDepth: 24,
  channels: 2,
  frames: 480_000,
  pcmSha256: "0".repeat(64),
  measured: {},
};
const heard = (id: string) => ({ ...print("mix_print", id), report });

test("the rough mix, mixes and masters follow the song's way, with the newest print as the next revision", () => {
  const r = review({
    roughMix: print("rough_mix"),
    revisions: [revision("mastering", 1), revision("mixing", 1)],
    prints: [print("mix_print", "newer"), print("mix_print", "older")],
  });
  expect(deskSources(r).map((s) => [s.id, s.label])).toEqual([
    ["rough_mix", "Rough mix"],
    ["mixing 1", "Mix 1"],
    ["older", "Mix 2, print 1"],
    ["newer", "Mix 2, not sent"],
    ["mastering 1", "Master 1"],
  ]);
});

test("only what has its listening copy is played; offsets are in the print's own samples", () => {
  const r = review({
    revisions: [
      revision("mixing", 1, { file: heard("a") }),
      revision("mixing", 2, { file: heard("b"), startsAtSeconds: 0.75 }),
      revision("mixing", 3, {
        file: { ...heard("c"), listening: { state: "running", progress: 0.4, reason: null } },
      }),
    ],
  });
  const sources = deskSources(r);
  expect(sources.map((s) => s.state)).toEqual(["ready", "ready", "coming"]);
  expect(playable(sources).map((s) => [s.id, s.offsetSamples])).toEqual([
    ["mixing 1", 0],
    ["mixing 2", 36_000],
  ]);
});
