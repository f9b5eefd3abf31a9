import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What took its turn, in order. */
function watched() {
  const turns = new Turns();
  const began: string[] = [];
  const take = (name: string, alone = false, signal = never) =>
    turns.take(alone, signal).then((end) => {
      began.push(name);
      return end;
    });
  return { began, take };
}

test("what need not be alone runs beside each other", async () => {
  const { began, take } = watched();
  await Promise.all([take("one"), take("two"), take("three")]);
  expect(began).toEqual(["one", "two", "three"]);
});

test("what has to be alone waits for what runs, and nothing begins beside it", async () => {
  const { began, take } = watched();
  const endOne = await take("one");
  const endTwo = await take("two");
  const alone = take("alone", true);
  const late = take("late");
  endOne();
  await settled();
  expect(began).toEqual(["one", "two"]);
  endTwo();
  const endAlone = await alone;
  await settled();
  expect(began).toEqual(["one", "two", "alone"]);
  endAlone();
  await late;
  expect(began).toEqual(["one", "two", "alone", "late"]);
});

test("two that have to be alone come one after the other", async () => {
  const { began, take } = watched();
  const end = await take("one", true);
  const second = take("two", true);
  await settled();
  expect(began).toEqual(["one"]);
  end();
  await second;
});

test("what gives up its place lets those behind it go on", async () => {
  const { began, take } = watched();
  await take("one");
  const stop = new AbortController();
  const alone = take("alone", true, stop.signal);
  const late = take("late");
  await settled();
  expect(began).toEqual(["one"]);
  stop.abort(new Error("the worker stops"));
  await expect(alone).rejects.toThrow("the worker stops");
  await late;
  expect(began).toEqual(["one", "late"]);
  await expect(take("too late", false, AbortSignal.abort(new Error("it has stopped")))).rejects.toThrow(
    "it has stopped",
  );
});
