// What a start does before it changes the tables, and after.
import { keepTables } from "./kept-tables.mjs";
import { migrate } from "./migrate.mjs";
import { runUpgrade } from "./programs.mjs";

/** Returns words for what it did. `onStart` hears of the program that goes on after the migrations. */
export async function bringUpToDate(settings, { ownerUrl }, onStart) {
  let kept;
  const applied = await migrate(ownerUrl, {
    keep: async () => {
      kept = await keepTables(ownerUrl, settings.dataDir);
    },
    upgrade: () => runUpgrade(settings, { databaseUrl: ownerUrl, onStart }),
  });
  if (applied.length === 0) return "up to date";
  const done = `${applied.length} migration${applied.length === 1 ? "" : "s"} applied`;
  return kept ? `${done}, the tables as they were are in ${kept}` : done;
}
