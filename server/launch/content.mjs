// What a database holds at first: the demo studio, or nobody and a link that makes the first owner.
import fs from "node:fs";
import path from "node:path";
import { programsFolder } from "./build.mjs";
import { connect } from "./connect.mjs";
import { childEnvironment, replaceFile, Trouble } from "./env.mjs";
import { runNode, step } from "./steps.mjs";

const demoPeople = "%@demo.example";
/** There while the demo is being filled in, and after a start that was killed meanwhile. */
const unfinishedMark = (dataDir) => path.join(dataDir, "demo-unfinished");

/** Half a demo is thrown away: before the migrations, since it takes the tables along. */
export async function forgetHalfDemo({ dataDir, databaseUrl }, database) {
  const mark = unfinishedMark(dataDir);
  if (!fs.existsSync(mark)) return;
  if (databaseUrl) {
    throw new Trouble(
      "An earlier start was stopped while it filled the demo in, so the database that DATABASE_URL names holds half of it. " +
        `Give an empty database, remove ${mark}, and start again.`,
    );
  }
  const client = await connect(database.ownerUrl);
  await client.query(
    "drop schema public cascade; drop schema if exists graphile_worker cascade; create schema public",
  );
  await client.end();
  fs.rmSync(path.join(dataDir, "objects"), { recursive: true, force: true });
  fs.rmSync(mark);
}

export async function fillIfEmpty(settings, database) {
  const { people, fromDemo } = await countPeople(database);
  refuseWrongKind(settings, people, fromDemo);
  if (people > 0 || !settings.demo) return;
  await step("Demo studio: filling it in", async () => {
    const mark = unfinishedMark(settings.dataDir);
    replaceFile(mark, "");
    await runProgram("seed", settings, database);
    fs.rmSync(mark);
  });
}

/** A link, or an empty string once somebody is there. */
export const ownerLink = async (settings, database, address) =>
  (await runProgram("first-owner", settings, database, address)).trim();

const runProgram = (name, settings, database, address) =>
  runNode(["--enable-source-maps", path.join(programsFolder(settings.distDir), `${name}.js`)], {
    env: childEnvironment(settings, { databaseUrl: database.appUrl, address }),
    what: `The program ${name}`,
  });

async function countPeople(database) {
  const client = await connect(database.ownerUrl);
  try {
    const { rows } = await client.query(
      `select count(*)::int as people, count(*) filter (where email like $1)::int as "fromDemo" from "User"`,
      [demoPeople],
    );
    return rows[0];
  } finally {
    await client.end();
  }
}

/** The demo lets anyone be anyone and shows every mail: a forgotten setting must not open a real studio so. */
function refuseWrongKind({ demo }, people, fromDemo) {
  if (demo && people > 0 && fromDemo === 0) {
    throw new Trouble(
      "This database holds a real studio, and the demo would let anyone in. Nothing was changed. " +
        "Start with DEMO=0, or set DATA_DIR to an empty folder for a demo.",
    );
  }
  if (!demo && fromDemo > 0) {
    throw new Trouble(
      "This database holds the demo studio, and DEMO=0 asks for a real one. Nothing was changed. " +
        "Set DATA_DIR to an empty folder for the studio, or leave DEMO out for the demo.",
    );
  }
}
