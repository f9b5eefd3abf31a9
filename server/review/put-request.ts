import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { decided } from "../decisions.ts";
import { record } from "../events.ts";
import type { MixRevisionRequest, Note } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { demandInside } from "./demand-inside.ts";
import { isOpen } from "./is-open.ts";

type Putting = { studioId: string; projectId: string; revision: { id: string; fileId: string } } & Pick<
  Note,
  "words" | "startSample" | "endSample"
> &
  Pick<MixRevisionRequest, "nature" | "concerns" | "suggestion" | "blocking">;

/** A note from mastering to mixing, once: pressed twice, or sent again because the answer got lost, it is the same request. */
export async function putRequest(tx: Tx, actor: Person, putting: Putting) {
  const { studioId, projectId, revision, nature, concerns, suggestion, blocking, ...note } = putting;
  const written = { ...note, revisionId: revision.id, authorId: actor.userId };
  const asked = { nature, suggestion, blocking };
  const same = await tx.note.findFirst({
    where: { ...written, ...isOpen, request: { ...asked, concerns: { equals: concerns } } },
    select: { id: true },
  });
  if (same) return { noteId: same.id, isNew: false };
  await demandInside(tx, revision, note);
  const noteId = newId();
  const sent = await tx.note.create({
    data: { ...written, id: noteId, studioId, createdAt: now(), kind: "mix_revision_request" },
  });
  const request = await tx.mixRevisionRequest.create({ data: { ...asked, concerns, noteId, studioId } });
  await record(
    tx,
    actor,
    {
      kind: "request.sent",
      studioId,
      streamId: projectId,
      subject: { noteId, revisionId: revision.id, blocking },
    },
    [decided("Note", sent), decided("MixRevisionRequest", request)],
  );
  return { noteId, isNew: true };
}
