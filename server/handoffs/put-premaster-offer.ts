import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { markSent } from "../files/mark-sent.ts";
import { openBlocking } from "../review/open-blocking.ts";
import { now } from "../time.ts";
import { standsAt } from "../work/rules.ts";
import { decidedOffer } from "./decided-offer.ts";
import { premasterFindings } from "./queries.ts";
import { recordChecks } from "./record-checks.ts";
import type { Acknowledgement } from "./schema.ts";

type Of = { studioId: string; projectId: string; songId: string };
type Offer = {
  handOffId: string;
  revision: { id: string; fileId: string };
  words: string;
  acknowledgements: readonly Acknowledgement[];
};

/** A mix whose approval stands is offered to mastering, with what the checks found in it. Under the song's lock. */
export async function putPremasterOffer(
  tx: Tx,
  actor: Person,
  { studioId, projectId, songId }: Of,
  { handOffId, revision: { id: revisionId, fileId }, words, acknowledgements }: Offer,
) {
  const mastering = await tx.workItem.findFirst({
    where: { songId, stage: "mastering" },
    select: { state: true, heldFrom: true },
  });
  if (!mastering)
    throw new Refused(
      "CONFLICT",
      "This project does not include mastering. Nothing was handed off; ask the studio to add it if it should.",
    );
  if (standsAt(mastering) !== "waiting")
    throw new Refused(
      "CONFLICT",
      "Mastering has a premaster already. Nothing was handed off; reopen mixing to send another.",
    );
  const signOff = await tx.signOff.findFirst({ where: { revisionId, ending: null } });
  if (!signOff)
    throw new Refused(
      "CONFLICT",
      "Only a signed-off mix goes to mastering, or one whose approval elsewhere is on record. Nothing was handed off; have it approved first.",
    );
  const blocking = await openBlocking(tx, songId);
  if (blocking.length > 0)
    throw new Refused(
      "CONFLICT",
      "A blocking mix-revision request is still open. Nothing was handed off; who asked closes it before the mix goes to mastering again.",
    );
  const findings = await premasterFindings(tx, fileId);
  const { kind } = await tx.file.findUniqueOrThrow({ where: { id: fileId }, select: { kind: true } });
  const last = await tx.handOff.aggregate({
    where: { songId, fromStage: "mixing" },
    _max: { number: true },
  });
  const offered = await tx.handOff.count({ where: { songId, fromStage: "mixing", settlement: null } });
  if (offered > 0)
    throw new Refused(
      "CONFLICT",
      "A hand-off to mastering is offered already. Nothing was handed off twice; mastering accepts or returns that one first.",
    );
  const handOff = await tx.handOff.create({
    data: {
      id: handOffId,
      studioId,
      songId,
      fromStage: "mixing",
      toStage: "mastering",
      kind: "premaster",
      number: (last._max.number ?? 0) + 1,
      words,
      revisionId,
      offeredById: actor.userId,
      offeredAt: now(),
    },
  });
  const files = [await tx.handOffFile.create({ data: { studioId, handOffId, fileId, kind } })];
  await markSent(tx, { studioId, as: "hand_off", sentAsId: handOffId, fileIds: [fileId] });
  const checks = await recordChecks(tx, actor, { studioId, handOffId }, findings, acknowledgements);
  const subject = { handOffId, songId, files: 1 };
  const event = { kind: "handoff.offered", studioId, streamId: projectId, subject } as const;
  await record(tx, actor, event, decidedOffer(handOff, files, checks));
}
