import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { db } from "../db.ts";
import { setAsideFile } from "../files/set-aside-file.ts";
import { bringFile, demoFile, runJobs } from "../testing/bring-file.ts";
import { makeProject } from "../testing/factories.ts";
import { handoffsJobs } from "./jobs.ts";
import { setPage } from "./queries.ts";

const stems = () => readdir(path.resolve(import.meta.dirname, "../../prisma/demo/final-step/stems"));

test("the stems of a song null against its rough mix, and no longer once one is set aside", async () => {
  const { people, song } = await makeProject();
  const by = people.recording_engineer;
  const bring = async (kind: "stem" | "rough_mix", name: string) =>
    bringFile(by, { songId: song.id, kind, name: path.basename(name), bytes: await demoFile(name) });
  const sum = async () => (await setPage(by, song.id)).findings.stems.filter((f) => f.code.startsWith("sum"));

  for (const name of await stems()) await bring("stem", `stems/${name}`);
  expect(await db.sumComparison.count()).toBe(0);
  await bring("rough_mix", "rough mix.flac");
  expect((await sum()).map((f) => f.code)).toEqual(["sum_pending"]);
  await runJobs(handoffsJobs);
  expect(await sum()).toEqual([]);
  const [{ residualDb } = { residualDb: 0 }] = await db.sumComparison.findMany();
  expect(residualDb).toBeLessThan(-60);

  const kick = await db.file.findFirstOrThrow({ where: { songId: song.id, name: { contains: "Kick" } } });
  await setAsideFile(by, { fileId: kick.id });
  expect((await sum()).map((f) => f.code)).toEqual(["sum_pending"]);
  await runJobs(handoffsJobs);
  expect((await sum()).map((f) => f.code)).toEqual(["sum"]);
});
