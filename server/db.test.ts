import net from "node:net";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { connect, db, refusalIn, transact } from "./db.ts";
import { env } from "./env.ts";
import { makeProject } from "./testing/factories.ts";

test("several relations are read at once in a transaction without a warning of the driver", async () => {
  const { projectId } = await makeProject();
  const warnings: string[] = [];
  const hear = (warning: Error) => void warnings.push(warning.message);
  process.on("warning", hear);
  onTestFinished(() => void process.off("warning", hear));
  const project = await transact((tx) =>
    tx.project.findUniqueOrThrow({
      where: { id: projectId },
      include: { songs: { include: { workItems: true, files: true } }, participants: true, studio: true },
    }),
  );
  expect(project.songs[0]?.workItems).toHaveLength(4);
  expect(project.participants).toHaveLength(6);
  expect(warnings).toEqual([]);
});

test("what fails in a transaction takes back what came before it, and the connection goes on", async () => {
  const { studioId } = await makeProject();
  const rename = transact(async (tx) => {
    await tx.studio.update({ where: { id: studioId }, data: { name: "Half done" } });
    await Promise.all([tx.$queryRaw`select 1`, tx.$queryRaw`select 1 / 0`, tx.$queryRaw`select 2`]);
  });
  await expect(rename).rejects.toThrow(/division by zero/);
  expect(await db.studio.findUnique({ where: { id: studioId } })).toMatchObject({ name: "A studio" });
  const many = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      transact((tx) => tx.$queryRaw<{ n: number }[]>`select ${n}::int as n`),
    ),
  );
  expect(many.map(([row]) => row?.n)).toEqual(Array.from({ length: 30 }, (_, n) => n));
});

test("what belongs to a row is found by an index, however many there are", async () => {
  const without = await db.$queryRaw<{ name: string }[]>`
    select f.conrelid::regclass::text || ' by ' || f.conname as name from pg_constraint f
    where f.contype = 'f' and f.connamespace = 'public'::regnamespace and not exists (
      select 1 from pg_index i where i.indrelid = f.conrelid and i.indkey[0] = any(f.conkey)
        and (cardinality(f.conkey) = 1 or i.indkey[0] <> f.conkey[1] or i.indkey[1] = any(f.conkey))
    ) order by 1`;
  expect(without.map(({ name }) => name)).toEqual([]);
});

function impatient(address = env.DATABASE_URL, waitMs = 300) {
  const client = connect(address, waitMs);
  onTestFinished(() => client.$disconnect());
  return client;
}

/** What a person is told about it; fails where it was done. */
const told = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was answered"),
    (error: unknown) => refusalIn(error, "changing"),
  );
const notNow = { code: "NOT_NOW", words: expect.stringContaining("reload the page") };

test("what takes Postgres too long is ended there, taken back and said, and the connection goes on", async () => {
  const { studioId } = await makeProject();
  const client = impatient();
  expect(await told(client.$queryRaw`select pg_sleep(20)::text as "slow"`)).toMatchObject(notNow);
  const rename = client.$transaction(async (tx) => {
    await tx.studio.update({ where: { id: studioId }, data: { name: "Half done" } });
    await tx.$queryRaw`select pg_sleep(20)::text as "slow"`;
  });
  expect(await told(rename)).toMatchObject(notNow);
  const still = await client.$queryRaw`
    select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep(20)%as "slow"'`;
  expect(still).toEqual([]);
  expect(await client.studio.findUnique({ where: { id: studioId } })).toMatchObject({ name: "A studio" });
});

test("waiting for what another holds ends as well", async () => {
  const { studioId } = await makeProject();
  const client = impatient();
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from "Studio" where "id" = ${studioId}::uuid for update`;
    const rename = client.studio.update({ where: { id: studioId }, data: { name: "Another" } });
    expect(await told(rename)).toMatchObject(notNow);
  });
});

/** Postgres behind a way that can be frozen: what is sent then goes nowhere, and nothing comes back. */
async function freezable() {
  const { hostname, port } = new URL(env.DATABASE_URL);
  let frozen = false;
  const sockets = new Set<net.Socket>();
  const relay = net.createServer((here) => {
    const there = net.connect(Number(port), hostname);
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => frozen || to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => to.destroy());
    }
  });
  await new Promise<void>((done) => relay.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    relay.close();
  });
  const address = new URL(env.DATABASE_URL);
  address.hostname = "127.0.0.1";
  address.port = String((relay.address() as net.AddressInfo).port);
  const freeze = (now: boolean) => {
    frozen = now;
  };
  return { address: address.href, freeze };
}

test("a database that is frozen is not waited for, whatever it was asked, and serves again once it goes on", async () => {
  const { studioId } = await makeProject();
  const { address, freeze } = await freezable();
  const client = impatient(address, 1_000);
  const read = () => client.studio.findUnique({ where: { id: studioId } });
  expect(await read()).not.toBeNull();
  const began = performance.now();
  freeze(true);
  // On an open connection, and then on a new one.
  expect(await told(read())).toMatchObject(notNow);
  expect(await told(read())).toMatchObject(notNow);
  freeze(false);
  const inside = client.$transaction(async (tx) => {
    await tx.studio.update({ where: { id: studioId }, data: { name: "Half done" } });
    freeze(true);
    await tx.studio.findMany();
  });
  expect(await told(inside)).toMatchObject(notNow);
  freeze(false);
  expect(performance.now() - began).toBeLessThan(10_000);
  await expect.poll(() => read().catch(() => null)).toMatchObject({ name: "A studio" });
});

test("a database that is not there is said to be away; what is wrong with a statement is not", async () => {
  const away = new URL(env.DATABASE_URL);
  away.port = "1";
  expect(await told(impatient(away.href).studio.count())).toMatchObject(notNow);
  expect(await told(db.$queryRaw`select 1 / 0`)).toBeNull();
});

test("the portal waits half a minute, and connections for other ends as long as they need", async () => {
  const show = { text: "show statement_timeout", rowMode: "array" } as const;
  expect(await db.$queryRaw`show statement_timeout`).toEqual([{ statement_timeout: "30s" }]);
  const hour = new URL(env.DATABASE_URL);
  for (const limit of ["statement_timeout", "query_timeout"]) hour.searchParams.set(limit, "3600000");
  const long = impatient(hour.href);
  expect(await long.$queryRaw`show statement_timeout`).toEqual([{ statement_timeout: "1h" }]);
  expect(await long.$queryRaw`select pg_sleep(0.6)::text as "done"`).toEqual([{ done: "" }]);
  // As the queue, the listener for changes and the migrations connect.
  const other = new pg.Client(env.DATABASE_URL);
  await other.connect();
  onTestFinished(() => other.end());
  expect((await other.query(show)).rows).toEqual([["0"]]);
});
