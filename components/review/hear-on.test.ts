import { expect, test } from "vitest";
import { deskSources } from "./desk-source.ts";
import { hearOn } from "./hear-on.ts";
import { measured, note, print, review, revision } from "./review-for-tests.ts";

const r = review({
  roughMix: measured("rough_mix", "rough"),
  revisions: [1, 2, 3, 4].map((n) => revision("mixing", n, { file: measured("mix_print", `mix ${n}`) })),
  prints: [print("mix_print", "unmeasured")],
});
const answers = [
  {
    id: "a",
    revisionId: "mixing 2",
    outcome: "answered",
    words: "",
    byId: "mix",
    at: new Date(),
    sentBack: null,
  },
] as const;
const labels = (...args: Parameters<typeof hearOn>) => hearOn(...args).map((s) => s.label);

test("a note is heard as it was written, as it was answered, on the newest, and on what is shown", () => {
  const sources = deskSources(r);
  const answered = note("n", { answers: [...answers] });
  expect(labels(answered, sources, undefined)).toEqual(["Mix 1", "Mix 2", "Mix 4"]);
  const rough = sources.find((s) => s.label === "Rough mix");
  expect(labels(note("n"), sources, rough)).toEqual(["Rough mix", "Mix 1", "Mix 4"]);
});

test("a note on the whole song is heard nowhere in particular, and nothing where its copy is not made yet", () => {
  const sources = deskSources(r);
  expect(labels(note("n", { startSample: null }), sources, undefined)).toEqual([]);
  expect(labels(note("n"), sources, sources.at(-1))).not.toContain("Mix 5, not sent");
});
