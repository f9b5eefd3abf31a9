// What a database holds at first: the demo studio, or nobody and a link that makes the first owner.
import { connect } from "./connect.mjs";
import { Trouble } from "./env.mjs";
import { demoPeople, forgetHalfDemo, markHalf, markWhole } from "./half-demo.mjs";
import { runProgram } from "./programs.mjs";
import { step } from "./steps.mjs";

const lockNumber = 7_203_115;

/** One start at a time, also of those on other machines that share the database. */
export async function fillIfEmpty(settings, database, onStart) {
  const client = await connect(database.ownerUrl);
  try {
    await client.query("select pg_advisory_lock($1)", [lockNumber]);
    await forgetHalfDemo(client, settings.dataDir);
    const { people, fromDemo } = await countPeople(client);
    refuseWrongKind(settings, people, fromDemo);
    if (people > 0 || !settings.demo) return;
    await step("Demo studio: filling it in", async () => {
      await markHalf(client);
      await runProgram("seed", settings, { databaseUrl: database.appUrl, onStart });
      await markWhole(client);
    });
  } finally {
    await client.end();
  }
}

/** A link, or an empty string once somebody is there. */
export const ownerLink = async (settings, database, address) =>
  (await runProgram("first-owner", settings, { databaseUrl: database.appUrl, address })).trim();

async function countPeople(client) {
  const { rows } = await client.query(
    `select count(*)::int as people, count(*) filter (where email like $1)::int as "fromDemo" from "User"`,
    [demoPeople],
  );
  return rows[0];
}

/** The demo lets anyone be anyone and shows every mail: a forgotten setting must not open a real studio so. */
function refuseWrongKind({ demo, databaseUrl }, people, fromDemo) {
  const elsewhere = databaseUrl ? "DATABASE_URL to an empty database" : "DATA_DIR to an empty folder";
  if (demo && people > 0 && fromDemo === 0) {
    throw new Trouble(
      "This database holds a real studio, and the demo would let anyone in. Nothing was changed. " +
        `Start with DEMO=0, or set ${elsewhere} for a demo.`,
    );
  }
  if (!demo && fromDemo > 0) {
    throw new Trouble(
      "This database holds the demo studio, and DEMO=0 asks for a real one. Nothing was changed. " +
        `Set ${elsewhere} for the studio, or leave DEMO out for the demo.`,
    );
  }
}
