import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "./connect.mjs";
import { Trouble } from "./env.mjs";
import { migrate } from "./migrate.mjs";
import { startThrowAwayCluster } from "./pg-throw-away.mjs";

let cluster: Awaited<ReturnType<typeof startThrowAwayCluster>>;
beforeAll(async () => {
  cluster = await startThrowAwayCluster({ migrated: false });
  await asSuperuser("create role guest login password 'throw-away'");
});
afterAll(() => cluster.stop());

async function asSuperuser(statement: string) {
  const client = await connect(cluster.superuserUrl("postgres"));
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const addressWith = (changes: Partial<URL>) => Object.assign(new URL(cluster.ownerUrl()), changes).href;

/** What a start says of that address. */
async function refusalOf(url: string): Promise<string> {
  const error: unknown = await migrate(url).then(
    () => undefined,
    (refusal) => refusal,
  );
  expect(error).toBeInstanceOf(Trouble);
  return (error as Error).message;
}

test("a server that cannot be reached is told with its address", async () => {
  expect(await refusalOf("postgresql://someone@127.0.0.1:1/studio")).toMatch(
    /^The database studio at 127\.0\.0\.1:1 cannot be opened: connect ECONNREFUSED.* Nothing was changed\. .*that the server runs/,
  );
});

test("a wrong password, and a database that does not exist, each say what to mend", async () => {
  expect(await refusalOf(addressWith({ password: "wrong" }))).toMatch(
    /password authentication failed.*Check the name and the password in DATABASE_URL\. Then start again\.$/,
  );
  expect(await refusalOf(addressWith({ pathname: "/missing" }))).toContain("`create database missing`");
});

test("a server that only talks over SSL, and one that does not, each say what to add or leave out", async () => {
  await asSuperuser(
    `copy (values ('hostnossl all guest all reject'), ('host all all all scram-sha-256')) to '${(await asSuperuser("show hba_file"))[0].hba_file}'`,
  );
  await asSuperuser("select pg_reload_conf()");
  await expect
    .poll(() => refusalOf(addressWith({ username: "guest" })))
    .toContain("Add ?sslmode=verify-full");
  expect(await refusalOf(addressWith({ search: "?sslmode=verify-full" }))).toContain("Take sslmode out");
  expect(await refusalOf(addressWith({ search: "?sslrootcert=/no/such/file" }))).toContain("no such file");
});

test("a role that may not make tables is told which grants it lacks, and has written nothing", async () => {
  await asSuperuser("create database strangers");
  const url = addressWith({ username: "fresh_ears_app", pathname: "/strangers" });
  expect(await refusalOf(url)).toContain(
    "`grant create on database strangers to fresh_ears_app; grant usage, create on schema public to fresh_ears_app`",
  );
  await asSuperuser("grant create on database strangers to fresh_ears_app");
  expect(await refusalOf(url)).toContain("run `grant usage, create on schema public to fresh_ears_app`");
  const client = await connect(url);
  expect(
    (await client.query("select from pg_class where relnamespace = 'public'::regnamespace")).rows,
  ).toEqual([]);
  await client.end();
});

test("a server that can only be read, and a database of another encoding, are refused", async () => {
  await asSuperuser("create database copied owner fresh_ears_owner");
  await asSuperuser("alter database copied set default_transaction_read_only = on");
  expect(await refusalOf(addressWith({ pathname: "/copied" }))).toContain("copied can only be read");
  await asSuperuser(
    "create database ascii owner fresh_ears_owner template template0 encoding 'SQL_ASCII' locale 'C' locale_provider libc",
  );
  expect(await refusalOf(addressWith({ pathname: "/ascii" }))).toContain("stores text as SQL_ASCII");
});
