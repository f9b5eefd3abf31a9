import { expect, test } from "vitest";
import { measured, print, revision } from "./review-for-tests.ts";
import { sameAudio } from "./same-audio.ts";

const sounding = (file: ReturnType<typeof measured>, pcmSha256: string) => ({
  ...file,
  report: file.report && { ...file.report, pcmSha256 },
});
const mix = (number: number, pcmSha256: string) =>
  revision("mixing", number, { file: sounding(measured("mix_print", `mix ${number}`), pcmSha256) });
const revisions = [mix(1, "a"), mix(2, "b"), mix(3, "b")];

test("a print that sounds like a revision names the newest of those, whatever its file is", () => {
  expect(sameAudio(revisions, sounding(measured("master", "again"), "b"))?.label).toBe("Mix 3");
});

test("another sound, or one that is still measured, is like none", () => {
  expect(sameAudio(revisions, sounding(measured("mix_print", "new"), "c"))).toBeUndefined();
  expect(sameAudio([...revisions, revision("mixing", 4)], print("mix_print"))).toBeUndefined();
});
