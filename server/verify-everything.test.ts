import { spawnSync } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { hashOf } from "./events.ts";
import { setAsideFile } from "./files/set-aside-file.ts";
import { giveSignOff } from "./signoffs/give-sign-off.ts";
import { store } from "./storage/current.ts";
import { bringFile, demoFile } from "./testing/bring-file.ts";
import { makeProject, makeRevision } from "./testing/factories.ts";
import { verifyEverything, wordsOf } from "./verify-everything.ts";

async function makeHat() {
  const made = await makeProject({ songs: ["Final Step"] });
  const { sha256 } = await bringFile(made.people.recording_engineer, {
    songId: made.song.id,
    kind: "stem",
    name: "hat.flac",
    bytes: await demoFile("stems/18 Hat-c.ds.flac"),
  });
  const onDisk = <T>(change: (path: string) => Promise<T>) =>
    store.atPath({ studioId: made.studioId, sha256 }, change);
  return { ...made, sha256, onDisk };
}

/** Undoes its damage, so that the next test begins whole. */
async function damaged(file: string, change: () => Promise<unknown>) {
  const before = await fs.readFile(file);
  await change();
  const verified = await verifyEverything();
  await fs.writeFile(file, before);
  expect((await verifyEverything()).damage).toEqual([]);
  return verified;
}

test("whole files and a whole history are found whole, and counted", async () => {
  await makeHat();
  const verified = await verifyEverything();
  expect(verified).toMatchObject({ damage: [], waiting: [] });
  expect(verified.objects).toBe(await db.storedObject.count());
  expect(verified.events).toBe(await db.event.count());
  expect(wordsOf(verified)).toContain("Everything is whole.");
});

test("a file that is gone is missing, by its name and song", async () => {
  const { onDisk } = await makeHat();
  const verified = await onDisk((path) => damaged(path, () => fs.rm(path)));
  expect(verified.damage).toEqual([{ what: "missing", name: "hat.flac (A release, Final Step)" }]);
  expect(wordsOf(verified)).toContain("missing: hat.flac");
});

test("a flipped bit and a lost end are found as altered", async () => {
  const { onDisk } = await makeHat();
  const flipped = await onDisk((path) =>
    damaged(path, async () => {
      const bytes = await fs.readFile(path);
      bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
      await fs.writeFile(path, bytes);
    }),
  );
  expect(flipped.damage).toMatchObject([{ what: "altered", name: expect.stringContaining("hat.flac") }]);
  const cut = await onDisk((path) => damaged(path, () => fs.truncate(path, 100)));
  expect(cut.damage).toMatchObject([{ what: "altered", name: expect.stringContaining("hat.flac") }]);
});

test("a file among the stored ones that is none is named and left alone, unless a desktop made it", async () => {
  const { studioId } = await makeHat();
  const put = async (...at: string[]) => {
    const file = path.join(env.DATA_DIR, ...at);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, "astray");
    onTestFinished(() => fs.rm(file, { force: true }));
    return file;
  };
  const strays = [
    ["objects", "stray.txt"],
    ["objects", "zz", "stray"],
    ["objects", studioId, "stray.txt"],
    ["objects", studioId, "aa", "Mix 1.wav"],
  ];
  const files = await Promise.all(strays.map((at) => put(...at)));
  await put("objects", studioId, ".DS_Store");
  await put("objects", "Thumbs.db");
  const { damage } = await verifyEverything();
  expect(damage.map(({ what, name }) => `${what}: ${name}`).toSorted()).toEqual(
    strays.map((at) => `orphaned: ${path.join(...at)}, which the portal did not put there`).toSorted(),
  );
  for (const file of files) await fs.rm(file);
  expect((await verifyEverything()).damage).toEqual([]);
});

test("a damaged waveform is named after the file that it draws", async () => {
  const { studioId, sha256 } = await makeHat();
  const peaks = await db.render.findFirstOrThrow({
    where: { studioId, kind: "peaks", inputs: { some: { sha256 } } },
  });
  const verified = await store.atPath({ studioId, sha256: peaks.sha256 ?? "" }, (path) =>
    damaged(path, () => fs.rm(path)),
  );
  expect(verified.damage).toEqual([{ what: "missing", name: "peaks of hat.flac (A release, Final Step)" }]);
});

test("the command says the same and ends with 1 when something is damaged", async () => {
  const { onDisk } = await makeHat();
  const command = () =>
    spawnSync(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "verify.ts")], {
      encoding: "utf8",
    });
  expect(command()).toMatchObject({ status: 0, stdout: expect.stringContaining("Everything is whole.") });
  const missing = await onDisk(async (file) => {
    const bytes = await fs.readFile(file);
    await fs.rm(file);
    const ended = command();
    await fs.writeFile(file, bytes);
    return ended;
  });
  expect(missing.status).toBe(1);
  expect(missing.stdout).toContain("missing: hat.flac (A release, Final Step)");
});

/** As the tables' owner could, once the database's guards are out of the way. */
async function intruder() {
  const client = new pg.Client(process.env.TEST_OWNER_URL);
  await client.connect();
  const turnGuards = (how: "disable" | "enable") =>
    client.query(
      ["Event", "SignOff", "StreamEnd"].map((t) => `alter table "${t}" ${how} trigger user`).join("; "),
    );
  await turnGuards("disable");
  onTestFinished(async () => {
    await turnGuards("enable");
    await client.end();
  });
  return client;
}

test("a history that lost its end, or all of it, is sound in itself and still shows", async () => {
  const { projectId, manager, song } = await makeHat();
  const hat = await db.file.findFirstOrThrow({ where: { songId: song.id } });
  await setAsideFile(manager, { fileId: hat.id });
  const owner = await intruder();
  const without = async (where: string) => {
    await owner.query("begin");
    await owner.query(
      `create temp table "Kept" on commit preserve rows as select * from "Event" where "streamId" = '${projectId}'`,
    );
    await owner.query(`delete from "Event" where "streamId" = '${projectId}' and ${where}`);
    await owner.query("commit");
    const { damage } = await verifyEverything();
    await owner.query(`insert into "Event" select * from "Kept" on conflict do nothing`);
    await owner.query(`drop table "Kept"`);
    return damage;
  };
  const { number: last } = await db.streamEnd.findUniqueOrThrow({ where: { streamId: projectId } });
  const tail = (from: number) => ({
    what: "missing",
    name: `the history of A release after event ${from}, up to ${last}`,
  });
  const { number: kept } = await db.event.findFirstOrThrow({
    where: { streamId: projectId, kind: "file.kept" },
  });
  expect(await without(`"number" = ${last}`)).toEqual([tail(last - 1)]);
  const file = { what: "missing", name: "the event that hat.flac (A release, Final Step) was kept" };
  expect(await without(`"number" >= ${kept}`)).toEqual([tail(kept - 1), file]);
  expect(await without("true")).toEqual([
    tail(0),
    { what: "missing", name: "the history of A release" },
    file,
  ]);
  expect((await verifyEverything()).damage).toEqual([]);
});

test("a line of the history that was changed past the database's guard shows, by number and kind", async () => {
  const { projectId } = await makeHat();
  const owner = await intruder();
  const change = (set: string, number: number) =>
    owner.query(`update "Event" set ${set} where "streamId" = $1 and "number" = $2`, [projectId, number]);
  const { rows } = await owner.query<{ kind: string }>(
    `select "kind" from "Event" where "streamId" = $1 and "number" = 2`,
    [projectId],
  );
  const kind = rows[0]?.kind;

  await change(`"kind" = 'signoff.given'`, 2);
  expect((await verifyEverything()).damage).toEqual([
    { what: "altered", name: "event 2 (signoff.given) of A release" },
  ]);
  await change(`"kind" = '${kind}'`, 2);
  expect((await verifyEverything()).damage).toEqual([]);

  await owner.query(`delete from "Event" where "streamId" = $1 and "number" = 2`, [projectId]);
  const missing = (await verifyEverything()).damage;
  expect(missing[0]).toMatchObject({
    what: "missing",
    name: expect.stringContaining("the event before event 3"),
  });
});

test("a history that was written anew after its end was cut, or whose end is not on record, shows", async () => {
  const made = await makeProject();
  const owner = await intruder();
  const { streamId, number, hash } = await db.streamEnd.findUniqueOrThrow({
    where: { streamId: made.projectId },
  });
  const ofThis = async () =>
    (await verifyEverything()).damage.filter(({ name }) => name.includes("Written anew"));
  await db.project.update({ where: { id: made.projectId }, data: { title: "Written anew" } });
  expect(await ofThis()).toEqual([]);

  const line = await db.event.findUniqueOrThrow({ where: { streamId_number: { streamId, number } } });
  await owner.query(`delete from "Event" where "id" = $1`, [line.id]);
  const forged = { ...line, actor: "person:somebody else" };
  await db.event.create({
    data: { ...forged, subject: { forged: true }, hash: hashOf({ ...forged, subject: { forged: true } }) },
  });
  expect(await ofThis()).toEqual([
    { what: "altered", name: `event ${number} (${line.kind}) of Written anew, which was the last one` },
  ]);

  await owner.query(`delete from "StreamEnd" where "streamId" = $1`, [streamId]);
  expect(await ofThis()).toEqual([{ what: "missing", name: "where the history of Written anew ends" }]);
  await db.streamEnd.create({ data: { streamId, number, hash } });
});

test("a sign-off that names another file than its revision, or than the history says, shows", async () => {
  const made = await makeProject({ songs: ["Signed"] });
  const { revisionId, file } = await makeRevision(made);
  const { signOffId } = await giveSignOff(made.people.client, {
    revisionId,
    sha256: file.sha256,
    newestSeenId: revisionId,
  });
  const ofSigned = async () =>
    (await verifyEverything()).damage.filter(
      ({ name }) => name.includes("sign-off") || name.includes("sign off"),
    );
  expect(await ofSigned()).toEqual([]);
  const owner = await intruder();
  for (const column of ["sha256", "pcmSha256"] as const) {
    const { [column]: before } = await db.signOff.findUniqueOrThrow({ where: { id: signOffId } });
    const write = (hash: string) =>
      owner.query(`update "SignOff" set "${column}" = $2 where "id" = $1`, [signOffId, hash]);
    await write("0".repeat(64));
    expect(await ofSigned()).toEqual([
      { what: "altered", name: expect.stringMatching(`^sign off ${signOffId} of A release, since event`) },
      { what: "altered", name: "the file that the sign-off of mixing 1 of Signed (A release) names" },
    ]);
    await write(before);
    expect(await ofSigned()).toEqual([]);
  }
});
