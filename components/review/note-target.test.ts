import { expect, test } from "vitest";
import { noteKinds, noteTarget } from "./note-target.ts";
import { review, revision, signOff } from "./review-for-tests.ts";
import { newestRevision } from "./standing.ts";

const mix1 = revision("mixing", 1, { signOffs: [signOff()] });
const mix2 = revision("mixing", 2);
const master1 = revision("mastering", 1);
const revisions = [mix1, mix2, master1];

test("a note is pinned to what is heard, and to the newest revision when that takes no notes", () => {
  const r = review({ revisions });
  expect(noteTarget(r, mix1, "request")?.label).toBe("Mix 1");
  expect(noteTarget(r, null, "request")?.label).toBe("Master 1");
  expect(noteTarget(review(), undefined, "request")).toBeUndefined();
});

test("a request made while hearing a master is pinned to the mix that it was made from", () => {
  const r = review({ revisions });
  expect(noteTarget(r, master1, "mix_revision_request")?.label).toBe("Mix 1");
  expect(noteTarget(r, mix2, "mix_revision_request")?.label).toBe("Mix 2");
  expect(newestRevision(r)?.label).toBe("Master 1");
});

test("the mastering engineer begins with a request on a mix, and with a note on a master", () => {
  const me = { userId: "mas", roles: [], grants: ["note.add", "work.start", "request.send"] as const };
  const r = review({ revisions, me: { ...me, grants: [...me.grants] } });
  expect(noteKinds(r, mix2)).toEqual(["mix_revision_request", "request", "praise", "answer"]);
  expect(noteKinds(r, master1)).toEqual(["request", "praise", "answer", "mix_revision_request"]);
  expect(noteKinds(review({ revisions, me: { ...me, grants: [] } }), mix1)).toEqual([]);
  expect(noteKinds({ ...r, revisions: [] }, null)).toEqual([]);
});
