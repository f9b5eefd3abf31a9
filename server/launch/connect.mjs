// One connection to a database, or words that say why there is none and what to do.
import { Trouble } from "./env.mjs";

const oldestMajor = 15;

export async function connect(url) {
  const client = await clientFor(url);
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new Trouble(
      `The database ${client.database} at ${client.host}:${client.port} cannot be opened: ${error.message || error.code}. ` +
        `Nothing was changed. ${adviceFor(error, client)} Then start again.`,
    );
  }
  return client;
}

async function clientFor(url) {
  const { default: pg } = await import("pg");
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch (error) {
    // It reads the files of certificates at once.
    throw new Trouble(
      `DATABASE_URL cannot be used: ${error.message}. Nothing was changed. Mend it and start again.`,
    );
  }
}

function adviceFor({ code = "", message }, { database, host }) {
  if (code === "28P01") return "Check the name and the password in DATABASE_URL.";
  if (code === "3D000") return `Make it (\`create database ${database}\`), or name another in DATABASE_URL.`;
  if (message.includes("no encryption")) return "Add ?sslmode=verify-full to DATABASE_URL.";
  if (message.includes("does not support SSL")) return "Take sslmode out of DATABASE_URL.";
  if (/CERT|SIGNATURE/.test(code)) {
    return `Add sslrootcert= and the path of a certificate that vouches for ${host} to DATABASE_URL.`;
  }
  return "Check DATABASE_URL, and that the server runs and lets this machine in.";
}

/** Before anything is written: whether this server and this role will do. */
export async function requireFit(client) {
  await requireVersion(client);
  const { rows } = await client.query(`
    select current_user as role, current_database() as database, current_setting('server_encoding') as encoding,
      current_setting('transaction_read_only')::boolean as "readOnly",
      coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'create'), false) as "mayMakeTables",
      has_database_privilege(current_database(), 'create') as "mayMakeSchemas"`);
  const { database, encoding, mayMakeSchemas, mayMakeTables, readOnly, role } = rows[0];
  const grants = [
    ...(mayMakeSchemas ? [] : [`grant create on database ${database} to ${role}`]),
    ...(mayMakeTables ? [] : [`grant usage, create on schema public to ${role}`]),
  ];
  if (readOnly) {
    throw new Trouble(
      `The database ${database} can only be read: its server is a copy, or is set to read only. Nothing was changed. ` +
        "Point DATABASE_URL to the server that takes writes and start again.",
    );
  }
  if (grants.length > 0) {
    throw new Trouble(
      `The role ${role} may not make tables in the database ${database}. Nothing was changed. ` +
        `Let the owner of the database run \`${grants.join("; ")}\`, and start again.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new Trouble(
      `The database ${database} stores text as ${encoding}, which cannot hold every name. Nothing was changed. ` +
        "Make one with `create database … template template0 encoding 'UTF8'`, name it in DATABASE_URL, and start again.",
    );
  }
}

export async function requireVersion(client) {
  const { rows } = await client.query("show server_version_num");
  const major = Math.floor(Number(rows[0].server_version_num) / 10_000);
  if (major >= oldestMajor) return;
  throw new Trouble(
    `The database server is Postgres ${major}; Fresh Ears needs ${oldestMajor} or newer. Nothing was changed. ` +
      "Point DATABASE_URL to a newer server, or leave it out to use the built-in one.",
  );
}
