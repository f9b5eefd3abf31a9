import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { connect } from "./connect.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";
import { borrowServer, newDatabase } from "./test-databases.mjs";

let outside: Awaited<ReturnType<typeof startThrowAwayCluster>>;
let studioUrl: string;
beforeAll(async () => {
  outside = await startThrowAwayCluster({ migrated: false });
  const asSuperuser = (statement: string) => ask(outside.superuserUrl(), statement);
  await asSuperuser("create role lender login password 'throw-away' createdb");
  await asSuperuser("create database studio owner lender");
  studioUrl = Object.assign(new URL(outside.superuserUrl("studio")), { username: "lender" }).href;
  await ask(studioUrl, "create table kept as select 1 as row");
});
afterAll(() => outside.stop());
afterEach(() => vi.unstubAllEnvs());

async function ask(url: string, statement: string) {
  const client = await connect(url);
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const databases = async () =>
  (await ask(studioUrl, "select datname from pg_database order by 1")).map(
    ({ datname }) => datname as string,
  );

async function borrow() {
  const run = await borrowServer(studioUrl);
  for (const [name, value] of Object.entries(run.env)) vi.stubEnv(name, value);
  return run;
}

test("a run makes databases of its own, drops them all, and leaves the one that is named alone", async () => {
  const before = await databases();
  const run = await borrow();
  const own = (await newDatabase("files")) ?? "";
  await ask(studioUrl, `create database ${run.env.TEST_DATABASES}_files_0123abcd`);
  await ask(own, "create table made (id int)");
  const held = await connect(own);
  expect(await databases()).toContain(`${run.env.TEST_DATABASES}_files`);
  await run.stop();
  await held.end().catch(() => {});
  expect(await databases()).toEqual(before);
  expect(await ask(studioUrl, "select tablename from pg_tables where schemaname = 'public'")).toEqual([
    { tablename: "kept" },
  ]);
});

test("a run's database that the server itself is busy with is dropped once that is through", async () => {
  const run = await borrow();
  await newDatabase("files");
  const busy = await connect(outside.superuserUrl(`${run.env.TEST_DATABASES}_files`));
  const stopped = run.stop();
  await expect
    .poll(() =>
      ask(
        outside.superuserUrl(),
        "select 1 from pg_stat_activity where state = 'active' and query ~ '^drop database .*_files$'",
      ),
    )
    .toHaveLength(1);
  await busy.end();
  await stopped;
  expect(await databases()).not.toContain(`${run.env.TEST_DATABASES}_files`);
});

test("what a killed run left is dropped by the next, what a living one uses and what is named alike stays", async () => {
  await ask(studioUrl, "create database fresh_ears_test_deadbeef_files");
  await ask(studioUrl, "create database fresh_ears_test_studio");
  const living = await borrow();
  await newDatabase("files");
  const next = await borrow();
  const left = (await databases()).filter((name) => name.startsWith("fresh_ears_test_"));
  expect(left.sort()).toEqual(["fresh_ears_test_studio", `${living.env.TEST_DATABASES}_files`].sort());
  await next.stop();
  await living.stop();
  await ask(studioUrl, "drop database fresh_ears_test_studio");
});

test("a role that may not make databases is told so, and what would let it", async () => {
  await expect(borrowServer(outside.ownerUrl())).rejects.toThrow(
    'the role fresh_ears_owner may not create any. Nothing was changed. Run `alter role "fresh_ears_owner" createdb`',
  );
});

test("a run that borrows no server makes no database", async () => {
  vi.stubEnv("TEST_SERVER_URL", "");
  expect(await newDatabase("files")).toBeUndefined();
});
