import { createHash } from "node:crypto";
import { Prisma } from "./generated/prisma/client.ts";

/**
 * What is decided stands in rows, and the history proves each of them: the event that made a row holds a digest of its
 * facts, and apart from it a digest of its words with the row's own salt. Words may be blanked, and their salt goes with
 * them: then they can neither be read nor guessed, and the facts still prove themselves.
 */

/** The column with a person's words, and those that are no part of the decision. */
const decisions = {
  Revision: { words: "changeNote", loose: ["offsetSamples"] },
  Note: { words: "words", loose: [] },
  MixRevisionRequest: { words: "suggestion", loose: [] },
  NoteAnswer: { words: "words", loose: [] },
  AnswerReturn: { words: "words", loose: [] },
  Resolution: { words: null, loose: [] },
  Reopening: { words: null, loose: [] },
  Round: { words: null, loose: [] },
  SignOff: { words: "elsewhereBy", loose: [] },
  SignOffEnd: { words: "reason", loose: [] },
  HandOff: { words: "words", loose: [] },
  HandOffFile: { words: null, loose: [] },
  HandOffSettlement: { words: "reasons", loose: [] },
  Check: { words: "reason", loose: [] },
  FileDelivery: { words: null, loose: [] },
} satisfies { [T in keyof Rows]: { words: keyof Rows[T] | null; loose: readonly (keyof Rows[T])[] } };

export type Rows = {
  Revision: Prisma.RevisionGetPayload<object>;
  Note: Prisma.NoteGetPayload<object>;
  MixRevisionRequest: Prisma.MixRevisionRequestGetPayload<object>;
  NoteAnswer: Prisma.NoteAnswerGetPayload<object>;
  AnswerReturn: Prisma.AnswerReturnGetPayload<object>;
  Resolution: Prisma.ResolutionGetPayload<object>;
  Reopening: Prisma.ReopeningGetPayload<object>;
  Round: Prisma.RoundGetPayload<object>;
  SignOff: Prisma.SignOffGetPayload<object>;
  SignOffEnd: Prisma.SignOffEndGetPayload<object>;
  HandOff: Prisma.HandOffGetPayload<object>;
  HandOffFile: Prisma.HandOffFileGetPayload<object>;
  HandOffSettlement: Prisma.HandOffSettlementGetPayload<object>;
  Check: Prisma.CheckGetPayload<object>;
  FileDelivery: Prisma.FileDeliveryGetPayload<object>;
};

export type DecisionTable = keyof typeof decisions;
export const decisionTables = Object.keys(decisions) as DecisionTable[];

/** As an event holds it: the table, the row's id, the digest of its facts, and that of its words where it has any. */
export type Decided = [table: DecisionTable, id: string, facts: string, words: string | null];

type Row = Record<string, unknown>;

export function decided<T extends DecisionTable>(table: T, row: Rows[T]): Decided {
  return [table, idOf(table, row), factsDigest(table, row), wordsDigest(table, row)];
}

/** Whether somebody's words were taken out of the row, as the law may ask. */
export function isBlanked<T extends DecisionTable>(table: T, row: Rows[T]): boolean {
  const { words } = decisions[table];
  return words !== null && (row as Row).salt === null && !(row as Row)[words];
}

function idOf(table: DecisionTable, row: Row): string {
  const key = primaryKeys[table] ?? ["id"];
  return key.map((column) => String(row[column])).join("/");
}

const primaryKeys: Partial<Record<DecisionTable, readonly string[]>> = {
  MixRevisionRequest: ["noteId"],
  AnswerReturn: ["answerId"],
  Reopening: ["resolutionId"],
  SignOffEnd: ["signOffId"],
  HandOffFile: ["handOffId", "fileId"],
  HandOffSettlement: ["handOffId"],
  FileDelivery: ["fileId", "to"],
};

/** What is null is left out, so that a column which a later version adds alters no digest from before. */
function factsDigest(table: DecisionTable, row: Row): string {
  const { words, loose } = decisions[table];
  const apart: readonly (string | null)[] = [words, "salt", ...loose];
  const facts = columnsOf(table)
    .filter((column) => !apart.includes(column) && row[column] !== null)
    .toSorted()
    .map((column) => [column, asWritten(row[column])]);
  return sha256Of([table, facts]);
}

const columnsOf = (table: DecisionTable): string[] => Object.values(Prisma[`${table}ScalarFieldEnum`]);

function asWritten(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "bigint" ? value.toString() : value;
}

function wordsDigest(table: DecisionTable, row: Row): string | null {
  const { words } = decisions[table];
  if (words === null || !row[words] || row.salt === null) return null;
  return sha256Of([table, idOf(table, row), words, row.salt, row[words]]);
}

const sha256Of = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");
