import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { newId } from "../ids.ts";
import { connect } from "./connect.mjs";
import { migrate, migrationsOnDisk, requireMigrated } from "./migrate.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";
import { newTestFolder } from "./test-folder.mjs";

let cluster: Awaited<ReturnType<typeof startThrowAwayCluster>>;
beforeAll(async () => {
  cluster = await startThrowAwayCluster({ migrated: false });
});
afterAll(() => cluster.stop());

async function ask(url: string, statement: string) {
  const client = await connect(url);
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const names = migrationsOnDisk().map(({ name }) => name);

test("two that migrate at once apply each migration once, and a third finds nothing to do", async () => {
  const [one, two] = await Promise.all([migrate(cluster.ownerUrl()), migrate(cluster.ownerUrl())]);
  expect([...one, ...two].sort()).toEqual(names);
  expect(await migrate(cluster.ownerUrl())).toEqual([]);
});

test("the app may work with rows and with the queue, and change neither tables nor history", async () => {
  await migrate(cluster.ownerUrl());
  const asApp = (statement: string) => ask(cluster.appUrl(), statement);
  await asApp(`insert into "VerificationToken" (identifier, token, expires) values ('a', 'b', now())`);
  await asApp("select graphile_worker.add_job('files.sweep')");
  expect(await asApp("select task_identifier from graphile_worker.jobs")).toEqual([
    { task_identifier: "files.sweep" },
  ]);
  await expect(asApp(`drop table "VerificationToken"`)).rejects.toThrow("must be owner");
  await expect(asApp(`update "_prisma_migrations" set checksum = ''`)).rejects.toThrow("permission denied");
  for (const table of ["Event", "SignOff", "SignOffEnd", "HandOff", "Revision", "Round", "FileDelivery"]) {
    await expect(asApp(`delete from "${table}"`)).rejects.toThrow("permission denied");
    await expect(asApp(`truncate "${table}"`)).rejects.toThrow("permission denied");
  }
  // Their words may be blanked, and a revision's place is measured again; the triggers hold the rest.
  await expect(asApp(`update "SignOff" set "byId" = null`)).rejects.toThrow("permission denied");
  await asApp(`update "SignOff" set "elsewhereBy" = '', "salt" = null`);
  await asApp(`update "Revision" set "offsetSamples" = 0`);
});

test("a migration that was altered after it had been applied is refused by name", async () => {
  await migrate(cluster.ownerUrl());
  const [first] = migrationsOnDisk();
  const setChecksum = (checksum = "") =>
    ask(
      cluster.ownerUrl(),
      `update "_prisma_migrations" set checksum = '${checksum}' where migration_name = '${first?.name}'`,
    );
  await setChecksum("other");
  await expect(migrate(cluster.ownerUrl())).rejects.toThrow(
    `${first?.name} was altered after it had been applied`,
  );
  await setChecksum(first?.checksum);
});

test("a database that a newer version has changed is refused", async () => {
  await migrate(cluster.ownerUrl());
  await ask(
    cluster.ownerUrl(),
    `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at) values ('x', 'y', '99990101000000_later', now())`,
  );
  await expect(migrate(cluster.ownerUrl())).rejects.toThrow(
    "it knows 99990101000000_later, which this checkout does not",
  );
  await ask(cluster.ownerUrl(), `delete from "_prisma_migrations" where id = 'x'`);
});

test("a database without a studio, or of an older version, is not verified: that is said in words, and the command ends with 1", async () => {
  await ask(cluster.superuserUrl(), "create database older owner fresh_ears_owner");
  const owner = cluster.ownerUrl("older");
  const folder = newTestFolder("verify");
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const verify = () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(import.meta.dirname, "verify.mjs")],
      { encoding: "utf8", env: { ...process.env, DATABASE_URL: owner, DATA_DIR: folder } },
    );
    expect(`${stdout}${stderr}`).not.toMatch(/^ +at /m);
    return { status, said: `${stdout}${stderr}`.trim() };
  };
  const nothing = "Nothing was looked at and nothing was changed. Start Fresh Ears";
  expect(verify()).toEqual({
    status: 1,
    said: expect.stringContaining("There is no studio in the database"),
  });
  await migrate(owner, { only: [] });
  expect(verify()).toEqual({
    status: 1,
    said: expect.stringContaining(`The database older has no studio in it yet. ${nothing}`),
  });
  await migrate(owner, { only: names.slice(0, -1) });
  expect(verify()).toEqual({
    status: 1,
    said: expect.stringContaining(
      `The database older is older than this version of Fresh Ears: it lacks ${names.at(-1)}. ${nothing}`,
    ),
  });
  await migrate(owner);
  await expect(requireMigrated(owner)).resolves.toBeUndefined();
});

test("what was sent, released and delivered before, and who brought it, are rows of files afterwards", async () => {
  await ask(cluster.superuserUrl(), "create database filed owner fresh_ears_owner");
  const url = cluster.ownerUrl("filed");
  await migrate(url, { only: names.slice(0, names.indexOf("20261130013000_sent_released_delivered")) });
  const [studio, project, song, work, person, receiver] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ];
  const id = {
    ...{ stem: newId(), mix: newId(), first: newId(), second: newId() },
    ...{ offered: newId(), returned: newId(), accepted: newId() },
    ...{ mixOff: newId(), ended: newId(), standing: newId() },
  };
  type Named = keyof typeof id;
  const sha256 = "a".repeat(64);
  const file = (file: Named, kind: string) =>
    `insert into "File" ("id", "studioId", "songId", "kind", "name", "sha256", "uploadedById") values ('${id[file]}', '${studio}', '${song}', '${kind}', '${file}.wav', '${sha256}', '${person}')`;
  const revision = (file: Named, stage: string, number: number) =>
    `insert into "Revision" ("id", "studioId", "songId", "workItemId", "stage", "number", "fileId", "changeNote", "sentById", "sentAt") values ('${id[file]}', '${studio}', '${song}', '${work}', '${stage}', ${number}, '${id[file]}', '', '${person}', '2026-01-01')`;
  const handOff = (state: Named, number: number, file: Named) => [
    `insert into "HandOff" ("id", "studioId", "songId", "fromStage", "toStage", "kind", "state", "number", "offeredById", "offeredAt", "settledAt") values ('${id[state]}', '${studio}', '${song}', 'recording', 'mixing', 'stems', '${state}', ${number}, '${person}', '2026-01-01', ${state === "offered" ? "null" : "'2026-01-02'"})`,
    `insert into "HandOffFile" ("studioId", "handOffId", "fileId", "kind") values ('${studio}', '${id[state]}', '${id[file]}', 'stem')`,
  ];
  const signOff = (signOff: Named, revision: Named) =>
    `insert into "SignOff" ("id", "studioId", "workItemId", "revisionId", "sha256", "pcmSha256", "byId", "at") values ('${id[signOff]}', '${studio}', '${work}', '${id[revision]}', '${sha256}', '${sha256}', '${person}', '2026-01-03')`;
  const delivered = (number: number, to: string, at: string) =>
    `insert into "Event" ("id", "studioId", "streamId", "number", "at", "actor", "kind", "subject", "previous", "hash") values ('${newId()}', '${studio}', '${project}', ${number}, '${at}', 'person:${to}', 'master.delivered', '{"revisionId": "${id.second}", "songId": "${song}", "userId": "${to}"}', '', '')`;
  for (const statement of [
    `insert into "Studio" ("id", "name") values ('${studio}', 'S')`,
    `insert into "Project" ("id", "studioId", "title", "artistName", "kind", "stages", "sampleRateHz", "bitDepth", "fileNamePattern", "createdById") values ('${project}', '${studio}', 'P', 'A', 'single', '{mastering}', 48000, 24, '{song}', '${person}')`,
    `insert into "Song" ("id", "studioId", "projectId", "title", "position") values ('${song}', '${studio}', '${project}', 'S', 1)`,
    `insert into "WorkItem" ("id", "studioId", "songId", "stage") values ('${work}', '${studio}', '${song}', 'mastering')`,
    `insert into "StoredObject" ("studioId", "sha256", "sizeBytes", "md5", "crc32") values ('${studio}', '${sha256}', 1, '', 0)`,
    `insert into "Upload" ("id", "studioId", "songId", "kind", "name", "sizeBytes", "sha256", "startedById") values ('${newId()}', '${studio}', '${song}', 'stem', 'a.wav', 1, '${sha256}', '${person}')`,
    ...[file("stem", "stem"), file("mix", "mix_print"), file("first", "master"), file("second", "master")],
    ...[revision("mix", "mixing", 1), revision("first", "mastering", 1), revision("second", "mastering", 2)],
    ...[handOff("returned", 1, "stem"), handOff("accepted", 2, "stem"), handOff("offered", 3, "stem")].flat(),
    ...[signOff("mixOff", "mix"), signOff("ended", "first"), signOff("standing", "second")],
    `insert into "SignOffEnd" ("signOffId", "studioId", "ending", "reason", "byId", "at") values ('${id.ended}', '${studio}', 'superseded', '', '${person}', '2026-01-04')`,
    ...[delivered(1, person, "2026-01-06"), delivered(2, person, "2026-01-05")],
    delivered(3, receiver, "2026-01-07"),
  ])
    await ask(url, statement);

  await migrate(url, { only: ["20261130013000_sent_released_delivered", "20261130014500_home_of_a_file"] });
  const day = (column: string) => `to_char("${column}" at time zone 'UTC', 'DD') as "${column}"`;
  expect(
    await ask(
      url,
      `select "as", "sentAsId", "fileId", ${day("takenBackAt")} from "FileSending" order by "as", "takenBackAt", "sentAsId"`,
    ),
  ).toEqual([
    ...[id.mix, id.first, id.second]
      .toSorted()
      .map((sent) => ({ as: "revision", sentAsId: sent, fileId: sent, takenBackAt: null })),
    { as: "hand_off", sentAsId: id.returned, fileId: id.stem, takenBackAt: "02" },
    ...[id.accepted, id.offered]
      .toSorted()
      .map((sent) => ({ as: "hand_off", sentAsId: sent, fileId: id.stem, takenBackAt: null })),
  ]);
  expect(
    await ask(url, `select "signOffId", "fileId", ${day("endedAt")} from "FileRelease" order by "endedAt"`),
  ).toEqual([
    { signOffId: id.ended, fileId: id.first, endedAt: "04" },
    { signOffId: id.standing, fileId: id.second, endedAt: null },
  ]);
  expect(
    await ask(url, `select "fileId", "to", ${day("deliveredAt")} from "FileDelivery" order by "deliveredAt"`),
  ).toEqual([
    { fileId: id.second, to: `person:${person}`, deliveredAt: "05" },
    { fileId: id.second, to: `person:${receiver}`, deliveredAt: "07" },
  ]);
  const brought = `select "songId", "leadId", "broughtBy" from`;
  const ofSong = { songId: song, leadId: null, broughtBy: `person:${person}` };
  expect(await ask(url, `${brought} "File"`)).toEqual([ofSong, ofSong, ofSong, ofSong]);
  expect(await ask(url, `${brought} "Upload"`)).toEqual([ofSong]);
});
