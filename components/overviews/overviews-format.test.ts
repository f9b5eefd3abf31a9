import { expect, test } from "vitest";
import { decodeOverviews, overviewBytes, overviewColumns, overviewsHead } from "./overviews-format.ts";

test("what is written is read again, and a file without an overview is left out", () => {
  const loud = new Int8Array(overviewColumns * 2).map((_, i) => (i % 2 === 0 ? -127 : 127));
  const silent = new Int8Array(overviewColumns * 2);
  const parts = [
    overviewsHead(["a", "b", "c"]),
    overviewBytes(loud),
    overviewBytes(null),
    overviewBytes(silent),
  ];
  const found = decodeOverviews(new Uint8Array(Buffer.concat(parts)));
  expect([...found.keys()]).toEqual(["a", "c"]);
  expect(found.get("a")).toEqual(loud);
  expect(found.get("c")).toEqual(silent);
});

test("a song without files has an answer without overviews", () => {
  expect(decodeOverviews(overviewsHead([])).size).toBe(0);
});
