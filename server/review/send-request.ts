import { type Actor, personOf, revisionFor } from "../access.ts";
import { type Tx, transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { record } from "../events.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { moveWork } from "../projects/move-work.ts";
import { now } from "../time.ts";
import { demandInside } from "./demand-inside.ts";
import { SendRequest } from "./schema.ts";

/** From mastering to mixing. A blocking one recalls the mix and holds mastering until it is answered and closed. */
export async function sendRequest(actor: Actor, input: SendRequest) {
  const { revisionId, nature, concerns, suggestion, blocking, words, startSample, endSample } =
    SendRequest.parse(input);
  const { studioId, projectId, song, revision } = await revisionFor(actor, revisionId, "request.send");
  if (revision.stage !== "mixing")
    throw new Refused("INVALID", "A mix-revision request is pinned to a mix. Choose the mix it is about.");
  const noteId = newId();
  await transact(async (tx) => {
    await lockSong(tx, song.id);
    await demandInside(tx, revision, { startSample, endSample });
    await tx.note.create({
      data: {
        id: noteId,
        studioId,
        revisionId,
        authorId: personOf(actor).userId,
        createdAt: now(),
        kind: "mix_revision_request",
        words,
        startSample,
        endSample,
      },
    });
    await tx.mixRevisionRequest.create({
      data: { noteId, studioId, nature, concerns, suggestion, blocking },
    });
    await record(tx, actor, {
      kind: "request.sent",
      studioId,
      streamId: projectId,
      subject: { noteId, revisionId, blocking },
    });
    if (blocking) await recall(tx, actor, { studioId, projectId, songId: song.id, noteId });
  });
  return { noteId };
}

type Recall = { studioId: string; projectId: string; songId: string; noteId: string };

async function recall(tx: Tx, actor: Actor, { studioId, projectId, songId, noteId }: Recall) {
  const items = await tx.workItem.findMany({ where: { songId, stage: { in: ["mixing", "mastering"] } } });
  const mixing = items.find((i) => i.stage === "mixing");
  const mastering = items.find((i) => i.stage === "mastering");
  if (mastering?.state === "approved") {
    throw new Refused(
      "CONFLICT",
      "The master is signed off, so a request cannot hold it any more. Send it without blocking, or ask the studio to reopen mastering.",
    );
  }
  const why = `request ${noteId}`;
  if (mastering?.state === "in_progress" || mastering?.state === "in_review") {
    await moveWork(tx, actor, { projectId, workItem: mastering, from: mastering.state, to: "waiting", why });
  }
  // An offered hand-off passes a mix that is about to change: it goes back with the request.
  await tx.handOff.updateMany({
    where: { songId, fromStage: "mixing", state: "offered" },
    data: {
      state: "returned",
      settledAt: now(),
      settledById: personOf(actor).userId,
      reasons: "A blocking mix-revision request was sent.",
    },
  });
  if (mixing?.state !== "approved") return;
  await moveWork(tx, actor, { projectId, workItem: mixing, from: "approved", to: "in_progress", why });
  for (const signOff of await tx.signOff.findMany({
    where: { workItemId: mixing.id, ending: null },
    select: { id: true },
  })) {
    await tx.signOffEnd.create({
      data: {
        signOffId: signOff.id,
        studioId,
        ending: "superseded",
        reason: "A blocking mix-revision request.",
        byId: personOf(actor).userId,
        at: now(),
      },
    });
    await record(tx, actor, {
      kind: "signoff.superseded",
      studioId,
      streamId: projectId,
      subject: { signOffId: signOff.id, why },
    });
  }
}
