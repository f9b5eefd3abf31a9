import { expect, test } from "vitest";
import { afterNews, connected, type News, SAID_AFTER_MS, type Sign, saidInMs } from "./connection.ts";

const fails = (sign: Sign, atMs = 0): News => ({ sign, works: false, atMs });
const works = (sign: Sign, atMs = 0): News => ({ sign, works: true, atMs });
const after = (...news: News[]) => news.reduce(afterNews, connected);

test("a connection that holds is not spoken of", () => {
  expect(saidInMs(after(works("stream"), works("reads")), 100)).toBeNull();
});

test("a short hiccup is not spoken of", () => {
  const broken = after(fails("stream", 1_000));
  expect(saidInMs(broken, 1_000 + SAID_AFTER_MS - 1)).toBe(1);
  expect(saidInMs(afterNews(broken, works("stream", 2_000)), 60_000)).toBeNull();
});

test("what lasts is said, and stays said until it is over", () => {
  const broken = after(fails("stream", 1_000));
  expect(saidInMs(broken, 1_000 + SAID_AFTER_MS)).toBe(0);
  expect(saidInMs(broken, 60_000)).toBe(0);
});

test("failing again and again is one failure, not one that begins anew", () => {
  expect(after(fails("stream", 1_000), fails("stream", 3_000), fails("reads", 4_000)).sinceMs).toBe(1_000);
});

test("it is over when nothing fails any more", () => {
  const both = after(fails("stream"), fails("reads"));
  expect(afterNews(both, works("stream")).sinceMs).toBe(0);
  expect(afterNews(afterNews(both, works("stream")), works("reads"))).toEqual(connected);
});

test("another failure later is counted from its own beginning", () => {
  expect(after(fails("network", 1_000), works("network", 2_000), fails("network", 9_000)).sinceMs).toBe(
    9_000,
  );
});
