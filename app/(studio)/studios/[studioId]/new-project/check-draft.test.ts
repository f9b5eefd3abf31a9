import { expect, test } from "vitest";
import { checked } from "./check-draft.ts";
import { emptyDraft, movedLine } from "./draft.ts";

const studioId = "0199d1f0-0000-7000-8000-000000000001";
const filled = { ...emptyDraft("a"), title: "Tides", artistName: "Sol" };

test("a single's song is called like the release unless it has a title of its own", () => {
  expect(checked(studioId, filled)).toMatchObject({ ok: true, input: { songs: ["Tides"], dueOn: null } });
  const own = { ...filled, songs: [{ key: "a", title: "Harbour" }] };
  expect(checked(studioId, own)).toMatchObject({ ok: true, input: { songs: ["Harbour"] } });
});

test("a single has one song, whatever was typed while it was an EP", () => {
  const songs = ["One", "Two"].map((title) => ({ key: title, title }));
  expect(checked(studioId, { ...filled, songs })).toMatchObject({ ok: true, input: { songs: ["One"] } });
  expect(checked(studioId, { ...filled, songs, kind: "ep" })).toMatchObject({
    ok: true,
    input: { songs: ["One", "Two"] },
  });
});

test("names the fields that are missing, each with its words", () => {
  const { errors } = checked(studioId, { ...emptyDraft("a"), stages: [], fileNamePattern: "no song" }) as {
    errors: unknown;
  };
  expect(errors).toEqual({
    title: "Give it a title.",
    artistName: "Give it a title.",
    stages: "A project needs at least one stage.",
    fileNamePattern: "The pattern needs {song} in it.",
    songLines: {},
  });
});

test("delivery is taken with mastering alone, and the stages say so", () => {
  expect(checked(studioId, { ...filled, stages: ["mixing", "delivery"] })).toMatchObject({
    ok: false,
    errors: { stages: "Delivery follows mastering: include it, or leave delivery out." },
  });
  expect(checked(studioId, { ...filled, stages: ["mastering", "delivery"] })).toMatchObject({ ok: true });
});

test("an empty line of an album is named at the line", () => {
  const songs = [
    { key: "one", title: "One" },
    { key: "two", title: "  " },
  ];
  expect(checked(studioId, { ...filled, kind: "album", songs })).toEqual({
    ok: false,
    errors: { songLines: { two: "Give it a title." } },
  });
});

test("a line moves by one and stays at either end", () => {
  const lines = ["a", "b", "c"].map((key) => ({ key, title: key }));
  const keys = (at: number, by: -1 | 1) =>
    movedLine(lines, at, by)
      .map((line) => line.key)
      .join("");
  expect(keys(0, 1)).toBe("bac");
  expect(keys(2, -1)).toBe("acb");
  expect(keys(0, -1)).toBe("abc");
  expect(keys(2, 1)).toBe("abc");
});
