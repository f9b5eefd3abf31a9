import pg from "pg";
import { borrowDatabase } from "../server/launch/database.mjs";

/** Asks the database of the portal that runs in this data folder, or moves its time on: no journey waits for two weeks. */
export async function inDatabase<Row extends pg.QueryResultRow>(
  dataDir: string,
  statement: string,
  values: unknown[],
): Promise<Row[]> {
  const { ownerUrl } = await borrowDatabase({ dataDir });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
