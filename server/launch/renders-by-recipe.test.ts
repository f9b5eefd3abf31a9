import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recipeOf } from "../renders/recipe-of.ts";
import { connect } from "./connect.mjs";
import { migrate, migrationsOnDisk } from "./migrate.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";

let cluster: Awaited<ReturnType<typeof startThrowAwayCluster>>;
let client: pg.Client;
const before = migrationsOnDisk()
  .map(({ name }) => name)
  .filter((name) => name < "20261130021500_renders_by_recipe");

beforeAll(async () => {
  cluster = await startThrowAwayCluster({ migrated: false });
  await migrate(cluster.ownerUrl(), { only: before });
  client = await connect(cluster.superuserUrl());
  // Songs and people do not matter here; contents do, and get their rows.
  await client.query("set session_replication_role = replica");
});
afterAll(async () => {
  await client.end();
  await cluster.stop();
});

const studioId = randomUUID();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

async function insert(table: string, row: Record<string, unknown>) {
  const columns = Object.keys(row).map((column) => `"${column}"`);
  const places = columns.map((_, i) => `$${i + 1}`);
  await client.query(
    `insert into "${table}" (${columns.join()}) values (${places.join()})`,
    Object.values(row),
  );
}

async function keepContent(text: string) {
  await insert("StoredObject", { studioId, sha256: sha256(text), sizeBytes: 1, md5: "", crc32: 0 });
  return sha256(text);
}

async function keepFile(songId: string, kind: string, content: string, more: object = {}) {
  const id = randomUUID();
  const brought = { broughtBy: `person:${randomUUID()}`, name: `${id}.wav` };
  await insert("File", { id, studioId, songId, kind, sha256: content, ...brought, ...more });
  return id;
}

/** As the version before named a comparison. */
const setKey = (stems: string[], reference: string) => sha256(JSON.stringify([stems.toSorted(), reference]));

const addJob = (name: string, payload: object, key: string) =>
  client.query("select graphile_worker.add_job($1, $2::json, job_key => $3)", [
    name,
    JSON.stringify(payload),
    key,
  ]);

test("copies, waveforms and sums get the names that the code gives them, and what waits goes on", async () => {
  const songId = randomUUID();
  const [kick, snare, pad] = [
    await keepContent("kick"),
    await keepContent("snare"),
    await keepContent("pad"),
  ];
  const [rough, older] = [await keepContent("rough"), await keepContent("older")];
  const copy = await keepContent("copy");
  const source = (kind: string, content: string, more: object) =>
    insert("Render", { id: randomUUID(), studioId, sourceSha256: content, kind, ...more });
  await source("listening_copy", rough, { state: "ready", progress: 1, sha256: copy });
  await source("peaks", rough, { state: "ready", progress: 1, sha256: copy });
  await source("listening_copy", older, { state: "failed", reason: "It could not be made." });
  await source("listening_copy", kick, { state: "queued" });

  // The set that lies there, with the same stem under two names.
  for (const stem of [snare, kick, kick]) await keepFile(songId, "stem", stem);
  await keepFile(songId, "rough_mix", rough);
  // A set that was handed off with a stem and a rough mix that were set aside since.
  const handOffId = randomUUID();
  const handOff = { fromStage: "recording", toStage: "mixing", kind: "stems", number: 1 };
  await insert("HandOff", { id: handOffId, studioId, songId, ...handOff, offeredById: randomUUID() });
  const setAsideAt = new Date();
  for (const [kind, content] of [
    ["stem", pad],
    ["rough_mix", older],
  ] as const)
    await insert("HandOffFile", {
      ...{ studioId, handOffId, kind, fileId: await keepFile(songId, kind, content, { setAsideAt }) },
    });
  const sum = (stems: string[], reference: string, residualDb: number) =>
    insert("SumComparison", { studioId, setKey: setKey(stems, reference), residualDb });
  await sum([kick, snare, kick], rough, -120.5);
  await sum([pad], older, -12);
  await sum([pad, kick], rough, -3);
  await addJob("handoffs.compareSum", { songId }, `sum:${songId}`);
  await addJob("renders.listeningCopy", { studioId, sha256: kick }, `listening:${studioId}:${kick}`);

  await migrate(cluster.ownerUrl());

  const { rows } = await client.query(
    `select r.*, (select array_agg(array[i.role, i.sha256] order by i.position) from "RenderInput" i where i."renderId" = r.id) as inputs from "Render" r`,
  );
  const found = (ingredients: Parameters<typeof recipeOf>[0]) => {
    const { recipe, recipeSha256 } = recipeOf(ingredients, 1);
    const render = rows.find((row) => row.recipeSha256 === recipeSha256);
    expect(render).toMatchObject({
      studioId,
      recipe,
      kind: recipe.kind,
      engineName: recipe.engine.name,
      engineVersion: 1,
      inputs: recipe.inputs.map((input) => [input.role, input.sha256]),
    });
    return render;
  };
  const ready = { state: "ready", sha256: copy };
  expect(found({ kind: "listening_copy", source: rough })).toMatchObject(ready);
  expect(found({ kind: "peaks", source: rough })).toMatchObject(ready);
  expect(found({ kind: "listening_copy", source: older })).toMatchObject({ state: "failed" });
  const queued = found({ kind: "listening_copy", source: kick });
  expect(queued).toMatchObject({ state: "queued" });
  const compared = (stems: string[], reference: string) =>
    found({ kind: "reconciliation", stems, reference });
  expect(compared([snare, kick, kick], rough)).toMatchObject({
    state: "ready",
    sha256: null,
    result: { residualDb: -120.5 },
  });
  expect(compared([pad], older)).toMatchObject({ result: { residualDb: -12 } });
  // What nobody can ask for any more is gone: it can be made again.
  expect(rows).toHaveLength(6);

  const jobs = await client.query(
    `select t.identifier, j.key, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by 1`,
  );
  expect(jobs.rows).toEqual([
    { identifier: "renders.follow", key: `follow:${songId}`, payload: { songId } },
    { identifier: "renders.make", key: `render:${queued.id}`, payload: { renderId: queued.id } },
  ]);
});
