import { expect, test } from "vitest";
import { newestRevision, noteKinds, noteTarget } from "./note-target.ts";
import { review, revision, signOff } from "./review-for-tests.ts";

const revisions = [
  revision("mixing", 1, { signOffs: [signOff()] }),
  revision("mixing", 2),
  revision("mastering", 1),
];

test("a note is pinned to what is heard, and to the newest revision when that takes no notes", () => {
  const r = review({ revisions });
  expect(noteTarget(r, "mixing 1", "request")?.label).toBe("Mix 1");
  expect(noteTarget(r, "rough mix", "request")?.label).toBe("Master 1");
  expect(noteTarget(review(), undefined, "request")).toBeUndefined();
});

test("a request made while hearing a master is pinned to the mix that it was made from", () => {
  const r = review({ revisions });
  expect(noteTarget(r, "mastering 1", "mix_revision_request")?.label).toBe("Mix 1");
  expect(noteTarget(r, "mixing 2", "mix_revision_request")?.label).toBe("Mix 2");
  expect(newestRevision(r)?.label).toBe("Master 1");
});

test("the mastering engineer begins with a request on a mix, and with a note on a master", () => {
  const me = { userId: "mas", roles: [], grants: ["note.add", "work.start", "request.send"] as const };
  const r = review({ revisions, me: { ...me, grants: [...me.grants] } });
  expect(noteKinds(r, "mixing 2")).toEqual(["mix_revision_request", "request", "praise", "answer"]);
  expect(noteKinds(r, "mastering 1")).toEqual(["request", "praise", "answer", "mix_revision_request"]);
  expect(noteKinds(review({ revisions, me: { ...me, grants: [] } }), "mixing 1")).toEqual([]);
});
