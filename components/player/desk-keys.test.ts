import { expect, test } from "vitest";
import { deskActFor } from "./desk-keys.ts";

const key = (
  name: string,
  held: Partial<Record<"shiftKey" | "ctrlKey" | "metaKey" | "altKey", boolean>> = {},
) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test("keys do what the desk's table says", () => {
  expect(deskActFor(key(" "), true)).toEqual({ act: "playPause" });
  expect(deskActFor(key("l"), true)).toEqual({ act: "forward" });
  expect(deskActFor(key("L", { shiftKey: true }), true)).toEqual({ act: "loop" });
  expect(deskActFor(key("3"), true)).toEqual({ act: "version", number: 3 });
  expect(deskActFor(key("0"), true)).toEqual({ act: "zoomFit" });
  expect(deskActFor(key("]"), true)).toEqual({ act: "nextNote", openOnly: false });
  expect(deskActFor(key("}", { shiftKey: true }), true)).toEqual({ act: "nextNote", openOnly: true });
});

test("the browser keeps its own combinations", () => {
  expect(deskActFor(key("r", { ctrlKey: true }), true)).toBeNull();
  expect(deskActFor(key("l", { metaKey: true }), true)).toBeNull();
  expect(deskActFor(key("ArrowLeft", { altKey: true }), true)).toBeNull();
});

test("with letters switched off only Space and the arrows are left", () => {
  for (const name of "kjlmioreX[]+-0?19") expect(deskActFor(key(name), false)).toBeNull();
  expect(deskActFor(key(" "), false)).toEqual({ act: "playPause" });
  expect(deskActFor(key("ArrowRight"), false)).toEqual({ act: "forward" });
});
