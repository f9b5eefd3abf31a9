import { afterEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { newId as ofServer } from "@/server/ids.ts";
import { newId } from "./new-id.ts";

afterEach(() => vi.useRealTimers());

test("a form's id is a UUIDv7 that sorts by time among the server's own", () => {
  vi.useFakeTimers();
  const ids = [newId, ofServer, newId].map((make, at) => {
    vi.setSystemTime(Date.UTC(2027, 0, 1) + at);
    return make();
  });
  for (const id of ids) expect(z.uuidv7().safeParse(id).success).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 1_000 }, newId)).size).toBe(1_000);
});
