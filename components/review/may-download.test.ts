import { expect, test } from "vitest";
import { mayDownload } from "./may-download.ts";
import { print, review, revision, signOff } from "./review-for-tests.ts";

const as = (grants: ReturnType<typeof review>["me"]["grants"], change = {}) =>
  review({ me: { userId: "somebody", roles: [], grants }, ...change });

test("mixes, masters and the rough mix each need their own permission", () => {
  expect(mayDownload(as(["mix.download"]), print("mix_print"))).toBe(true);
  expect(mayDownload(as(["mix.download"]), print("rough_mix"))).toBe(false);
  expect(mayDownload(as(["set.download"]), print("rough_mix"))).toBe(true);
  expect(mayDownload(as(["master.download"]), print("master"))).toBe(false);
  expect(mayDownload(as(["master.download", "master.upload"]), print("master"))).toBe(true);
});

test("who receives takes the master once it is signed off, and everyone takes back what they brought", () => {
  const master = revision("mastering", 1, { signOffs: [signOff()] });
  expect(mayDownload(as(["master.download"], { revisions: [master] }), master.file)).toBe(true);
  expect(mayDownload(as([]), { ...print("mix_print"), uploadedById: "somebody" })).toBe(true);
});
