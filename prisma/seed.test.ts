import { expect, test } from "vitest";
import { db } from "../server/db.ts";
import { stateOf } from "../server/testing/factories.ts";

test("the demo fills an empty database with releases in different stages", async () => {
  await import("./seed.ts");
  const songs = await db.song.findMany({ select: { id: true, title: true } });
  const song = (title: string) => songs.find((s) => s.title === title)?.id ?? "";
  expect(await stateOf(song("Final Step"), "mastering")).toBe("in_review");
  expect(await stateOf(song("Harbour Lights"), "mixing")).toBe("in_review");
  expect(await stateOf(song("Low Tide"), "recording")).toBe("in_review");
  expect(await stateOf(song("Paper Boats"), "mastering")).toBe("waiting");
  expect(await stateOf(song("Night Ferry"), "delivery")).toBe("in_progress");
  expect(await db.upload.count({ where: { state: { not: "kept" } } })).toBe(0);
  expect(await db.render.count({ where: { state: { not: "ready" } } })).toBe(0);
  const [left] = await db.$queryRaw<{ jobs: bigint }[]>`select count(*) as jobs from graphile_worker.jobs`;
  expect(Number(left?.jobs)).toBe(0);
}, 120_000);
