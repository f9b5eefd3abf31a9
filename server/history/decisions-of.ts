import type { Tx } from "../db.ts";
import { type Decided, type DecisionTable, decided, isBlanked, type Rows } from "../decisions.ts";

export type FoundDecision = { decided: Decided; blanked: boolean };

/** Every decision of a project as its row stands now. Outside of projects nothing is decided yet. */
export async function decisionsOf(tx: Tx, projectId: string): Promise<FoundDecision[]> {
  const found: FoundDecision[] = [];
  for (const [table, read] of Object.entries(reads) as [DecisionTable, Reads[DecisionTable]][])
    for (const row of await read(tx, projectId))
      found.push({ decided: decided(table, row), blanked: isBlanked(table, row) });
  return found;
}

type Reads = { [T in DecisionTable]: (tx: Tx, projectId: string) => Promise<Rows[T][]> };

const reads: Reads = {
  Revision: (tx, projectId) => tx.revision.findMany({ where: { song: { projectId } } }),
  // Others are still their author's to change.
  Note: (tx, projectId) =>
    tx.note.findMany({
      where: {
        revision: { song: { projectId } },
        OR: [{ roundId: { not: null } }, { request: { isNot: null } }],
      },
    }),
  MixRevisionRequest: (tx, projectId) =>
    tx.mixRevisionRequest.findMany({ where: { note: { revision: { song: { projectId } } } } }),
  NoteAnswer: (tx, projectId) => tx.noteAnswer.findMany({ where: { revision: { song: { projectId } } } }),
  AnswerReturn: (tx, projectId) =>
    tx.answerReturn.findMany({ where: { answer: { revision: { song: { projectId } } } } }),
  Resolution: (tx, projectId) =>
    tx.resolution.findMany({ where: { note: { revision: { song: { projectId } } } } }),
  Reopening: (tx, projectId) =>
    tx.reopening.findMany({ where: { resolution: { note: { revision: { song: { projectId } } } } } }),
  Round: (tx, projectId) => tx.round.findMany({ where: { revision: { song: { projectId } } } }),
  SignOff: (tx, projectId) => tx.signOff.findMany({ where: { revision: { song: { projectId } } } }),
  SignOffEnd: (tx, projectId) =>
    tx.signOffEnd.findMany({ where: { signOff: { revision: { song: { projectId } } } } }),
  HandOff: (tx, projectId) => tx.handOff.findMany({ where: { song: { projectId } } }),
  HandOffFile: (tx, projectId) => tx.handOffFile.findMany({ where: { handOff: { song: { projectId } } } }),
  HandOffSettlement: (tx, projectId) =>
    tx.handOffSettlement.findMany({ where: { handOff: { song: { projectId } } } }),
  FileDelivery: (tx, projectId) => tx.fileDelivery.findMany({ where: { file: { song: { projectId } } } }),
  Check: (tx, projectId) => tx.check.findMany({ where: { handOff: { song: { projectId } } } }),
};
