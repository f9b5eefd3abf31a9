import { expect, test } from "vitest";
import { askedOf, parseRange } from "./range.ts";

const whole = { kind: "whole" };
const none = { kind: "unsatisfiable" };
const part = (start: number, end: number) => ({ kind: "part", start, end });

test.each([
  [null, whole],
  ["bytes=0-0", part(0, 0)],
  ["bytes=0-", part(0, 99)],
  ["bytes=99-99", part(99, 99)],
  ["bytes=40-49", part(40, 49)],
  ["bytes=90-1000", part(90, 99)],
  ["bytes=-1", part(99, 99)],
  ["bytes=-1000", part(0, 99)],
  ["Bytes = 3 - 4", part(3, 4)],
  ["bytes=100-", none],
  ["bytes=100-200", none],
  ["bytes=-0", none],
  ["bytes=5-4", whole],
  ["bytes=-", whole],
  ["bytes=0-1,5-6", whole],
  ["bytes=a-b", whole],
  ["seconds=0-1", whole],
  ["bytes=99999999999999999999999-", none],
])("of 100 bytes, %s asks for %o", (header, asked) => {
  expect(parseRange(header, 100)).toEqual(asked);
});

test("nothing of an empty content can be a part", () => {
  expect(parseRange("bytes=0-", 0)).toEqual(none);
  expect(parseRange("bytes=-5", 0)).toEqual(none);
  expect(parseRange(null, 0)).toEqual(whole);
});

const content = { etag: '"abc"', sizeBytes: 100 };
const asked = (method: string, headers: Record<string, string>) =>
  askedOf(method, new Headers(headers), content);

test("a range counts only while If-Range names the same content, strongly", () => {
  expect(asked("GET", { range: "bytes=1-2", "if-range": '"abc"' })).toEqual(part(1, 2));
  expect(asked("GET", { range: "bytes=1-2", "if-range": '"other"' })).toEqual(whole);
  expect(asked("GET", { range: "bytes=1-2", "if-range": 'W/"abc"' })).toEqual(whole);
  expect(asked("GET", { range: "bytes=1-2", "if-range": "Wed, 21 Oct 2026 07:28:00 GMT" })).toEqual(whole);
});

test("HEAD speaks of the whole, whatever the range", () => {
  expect(asked("HEAD", { range: "bytes=1-2" })).toEqual(whole);
});

test("what the asker already holds is not sent again, and that is looked at before the range", () => {
  expect(asked("GET", { "if-none-match": '"x", W/"abc"', range: "bytes=500-" })).toEqual({
    kind: "unchanged",
  });
  expect(asked("GET", { "if-none-match": "*" })).toEqual({ kind: "unchanged" });
  expect(asked("GET", { "if-none-match": '"x"' })).toEqual(whole);
});
