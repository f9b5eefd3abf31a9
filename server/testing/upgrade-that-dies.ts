// For the test of upgrades: a step that writes a mail to everybody, one by one, and is killed before the one that it is told.
import { db } from "../db.ts";
import { sleep } from "../launch/processes.mjs";
import { runUpgradeSteps } from "../run-upgrade-steps.ts";

async function writeToEverybody() {
  for (const { id, email } of await db.user.findMany({ orderBy: { email: "asc" } })) {
    if (email === process.env.KILLED_BEFORE) process.kill(process.pid, "SIGKILL");
    await db.mail.createMany({ data: [{ id, to: email, subject: "New", text: "" }], skipDuplicates: true });
    await sleep(20);
  }
}

await runUpgradeSteps([{ name: "write-to-everybody", run: writeToEverybody }]);
await db.$disconnect();
