import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { decided } from "../decisions.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { endReleases } from "../files/end-releases.ts";
import { now } from "../time.ts";

type Ending = { studioId: string; projectId: string; signOffId: string; reason: string } & (
  | { ending: "withdrawn" }
  | { ending: "superseded"; why: string }
);

/** It stays on record and no longer stands. `why` is a code or an id. Under the song's lock. */
export async function endSignOff(tx: Tx, actor: Person, of: Ending) {
  const { studioId, projectId, signOffId, reason, ending } = of;
  const [end] = await tx.signOffEnd.createManyAndReturn({
    data: [{ signOffId, studioId, ending, reason, byId: actor.userId, at: now() }],
    skipDuplicates: true,
  });
  if (!end)
    throw new Refused(
      "CONFLICT",
      "This sign-off has ended already. Nothing was changed; reload the page to see what stands.",
    );
  await endReleases(tx, signOffId);
  const at = { studioId, streamId: projectId };
  const rows = [decided("SignOffEnd", end)];
  if (of.ending === "withdrawn")
    await record(tx, actor, { kind: "signoff.withdrawn", ...at, subject: { signOffId } }, rows);
  else
    await record(tx, actor, { kind: "signoff.superseded", ...at, subject: { signOffId, why: of.why } }, rows);
}
