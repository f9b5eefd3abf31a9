import { expect, test } from "vitest";
import { print, revision } from "./review-for-tests.ts";
import { sentAlready } from "./sent-already.ts";

const mix = (number: number, sha256: string) =>
  revision("mixing", number, { file: { ...print("mix_print", `file ${number}`), sha256 } });
const revisions = [mix(1, "a"), mix(2, "b")];
const brought = { kind: "mix_print" as const, name: "mix_print.wav", sha256: "b" };

test("the very file of a revision is known again", () => {
  expect(sentAlready(revisions, [brought])?.label).toBe("Mix 2");
});

test("another content, another name or another kind is a print of its own", () => {
  for (const change of [{ sha256: "c" }, { name: "another.wav" }, { kind: "premaster" as const }])
    expect(sentAlready(revisions, [{ ...brought, ...change }])).toBeUndefined();
});
