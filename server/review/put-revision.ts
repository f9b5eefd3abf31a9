import type { Person } from "../access/actor.ts";
import type { Tx } from "../db.ts";
import { decided } from "../decisions.ts";
import { record } from "../events.ts";
import { markSent } from "../files/mark-sent.ts";
import { newId } from "../ids.ts";
import { now } from "../time.ts";
import { recordAnswers } from "./record-answers.ts";
import type { Answer } from "./schema.ts";

type Of = {
  studioId: string;
  projectId: string;
  songId: string;
  stage: "mixing" | "mastering";
  /** None for a mix that was made elsewhere. */
  workItemId: string | null;
};
type Putting = {
  file: { id: string; sha256: string };
  changeNote: string;
  offsetSamples?: number;
  answers: readonly Answer[];
};

/** A print becomes the next revision of its stage, with what it answers. Under the song's lock. */
export async function putRevision(
  tx: Tx,
  actor: Person,
  { projectId, ...of }: Of,
  { file, answers, ...said }: Putting,
) {
  const { studioId, songId, stage } = of;
  const last = await tx.revision.aggregate({
    where: { songId, stage, variant: "main" },
    _max: { number: true },
  });
  const number = (last._max.number ?? 0) + 1;
  const revision = await tx.revision.create({
    data: {
      ...of,
      ...said,
      id: newId(),
      number,
      fileId: file.id,
      sentById: actor.userId,
      sentAt: now(),
    },
  });
  const { id: revisionId } = revision;
  await markSent(tx, { studioId, as: "revision", sentAsId: revisionId, fileIds: [file.id] });
  const given = await recordAnswers(tx, actor, { studioId, songId, revisionId }, answers);
  const subject = { revisionId, songId, stage, number, sha256: file.sha256 };
  await record(tx, actor, { kind: "revision.sent", studioId, streamId: projectId, subject }, [
    decided("Revision", revision),
    ...given.map((answer) => decided("NoteAnswer", answer)),
  ]);
  return { revisionId, number };
}
