import { expect, test } from "vitest";
import { requestConcerns } from "@/server/review/schema.ts";
import { concerns } from "./request-concerns.ts";

test("a request can name everything that the server knows, and nothing else", () => {
  expect(concerns).toEqual(requestConcerns);
});
