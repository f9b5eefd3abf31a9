#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which comes from a host of Prisma's own: speaks the same
// JSON-RPC with the CLI over stdin and stdout, and runs the WebAssembly build of the same commit.
// For authors of migrations only; neither `npm start` nor `npm test` uses it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { parseArgs } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: "string", multiple: true, default: [] },
    datasource: { type: "string", default: "{}" },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
    version: { type: "boolean" },
  },
});
const server = serverOf(JSON.parse(values.datasource).url);

if (values.version) console.log("schema-engine-cli wasm");
else if (positionals[0] === "cli") await runOnce(positionals[1]);
else serve();

/** Separate fields: a connection string would override `database`, and so make the shadow database the real one. */
function serverOf(address) {
  const url = new URL(address ?? "postgresql://localhost/postgres");
  return {
    host: decodeURIComponent(url.hostname),
    port: Number(url.port) || 5432,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || "postgres",
  };
}

async function runOnce(command) {
  const name = pg.escapeIdentifier(server.database);
  const statements = {
    "can-connect-to-database": [server.database, "select 1"],
    "create-database": ["postgres", `create database ${name}`],
    "drop-database": ["postgres", `drop database if exists ${name} with (force)`],
  };
  const [database, statement] = statements[command];
  try {
    await query(database, statement);
  } catch (error) {
    const { code, message } = explain(error);
    const fields = { message, error_code: code, is_panic: false };
    console.error(JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields }));
    process.exitCode = 1;
  }
}

async function query(database, statement) {
  const client = new pg.Client({ ...server, database, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The codes that the CLI knows. */
function explain(error) {
  const at = `${server.host}:${server.port}`;
  if (error.code === "3D000")
    return { code: "P1003", message: `Database \`${server.database}\` does not exist at ${at}.` };
  if (error.code === "28P01")
    return { code: "P1000", message: `Authentication failed for \`${server.user}\` at ${at}.` };
  if (["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT"].includes(error.code)) {
    return { code: "P1001", message: `Can't reach database server at ${at}.` };
  }
  return { code: error.code ?? null, message: error.message ?? String(error) };
}

function serve() {
  let engine;
  let asked = Promise.resolve();
  const lines = readline.createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const { id, method, params } = JSON.parse(line);
    if (!method) return; // the CLI's receipt for something printed
    asked = asked.then(async () => {
      try {
        engine ??= loadEngine();
        send({ id, result: await answer(await engine, method, params) });
      } catch (error) {
        send({ id, error: refusal(error) });
      }
    });
  });
  lines.on("close", () => asked.finally(() => process.exit()));
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

function refusal(error) {
  const { code, message } = explain(error);
  const data = {
    is_panic: error instanceof WebAssembly.RuntimeError,
    message,
    error_code: code,
    meta: error.meta ?? null,
  };
  return { code: 4466, message: "An error happened. Check the data field for details.", data };
}

async function answer(engine, method, params) {
  if (method === "getDatabaseVersion") return engine.version(params);
  if (method === "diff") return printDiff(await engine.diff(params));
  // These two read the shadow database's state from the engine's cache, which only devDiagnostic fills.
  const needsShadow = ["evaluateDataLoss", "createMigration"].includes(method);
  if (needsShadow && params.migrationsList.migrationDirectories.length > 0) {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  if (typeof engine[method] !== "function")
    throw new Error(`The WebAssembly schema engine has no ${method}.`);
  return (await engine[method](params)) ?? {};
}

function printDiff({ stdout, exitCode }) {
  if (stdout != null) send({ id: 1, method: "print", params: { content: stdout.replace(/\n$/, "") } });
  return { exitCode, stdout: null };
}

async function loadEngine() {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = new WebAssembly.Module(fs.readFileSync(path.join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const datamodels = values.datamodels.map((file) => [file, fs.readFileSync(file, "utf8")]);
  const log = (line) => process.stderr.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
  const options = datamodels.length > 0 ? { datamodels } : {};
  return glue.SchemaEngine.new(options, log, bindMigrationAwareSqlAdapterFactory(adapterFactory()));
}

function adapterFactory() {
  const factory = new PrismaPg(server);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => fitForMigrations(await connect());
  factory.connectToShadowDb = connectToShadow;
  return factory;
}

async function connectToShadow() {
  const database = `shadow_${process.pid}_${Date.now().toString(36)}`;
  await query("postgres", `create database ${database} template template0`);
  const shadow = fitForMigrations(await new PrismaPg({ ...server, database }).connect());
  const dispose = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await dispose();
    await query("postgres", `drop database if exists ${database} with (force)`);
  };
  return shadow;
}

/** Types of the catalogue that applications never read, and that the adapter therefore refuses. */
const catalogueTypes = new Map([
  [18, ColumnTypeEnum.Character],
  [22, ColumnTypeEnum.Int32Array],
  [194, ColumnTypeEnum.Text],
  [1003, ColumnTypeEnum.TextArray],
  [2205, ColumnTypeEnum.Text],
  [2206, ColumnTypeEnum.Text],
]);
const textType = 25;

function fitForMigrations(adapter) {
  // The adapter splits scripts at every ";", which cuts function bodies in pieces.
  adapter.executeScript = async function executeScript(script) {
    await this.client.query(script);
  };
  const queryable = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  const { performIO, queryRaw } = queryable;
  adapter.queryRaw = async function queryRawOfCatalogue(asked) {
    let types = [];
    const reading = Object.create(this, {
      performIO: {
        value: async (statement) => {
          const result = await performIO.call(this, statement);
          types = (result.fields ?? []).map((field) => catalogueTypes.get(field.dataTypeID));
          const asText = (field, i) => (types[i] === undefined ? field : { ...field, dataTypeID: textType });
          return {
            ...result,
            rows: result.rows,
            rowCount: result.rowCount,
            fields: result.fields?.map(asText),
          };
        },
      },
    });
    const result = await queryRaw.call(reading, asked);
    return { ...result, columnTypes: result.columnTypes.map((type, i) => types[i] ?? type) };
  };
  return adapter;
}
