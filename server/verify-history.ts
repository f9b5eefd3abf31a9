// One history, both ways: every line and the seal of its end, every decision that a line digested, and every row that
// decides something now.

import { db, type Tx } from "./db.ts";
import type { Decided } from "./decisions.ts";
import { hashOf } from "./events.ts";
import type { Prisma } from "./generated/prisma/client.ts";
import { decisionsOf, type FoundDecision } from "./history/decisions-of.ts";
import { unprovenSince } from "./history/unproven-since.ts";
import { stateOfSeal } from "./seal.ts";

export type Damage = { what: "missing" | "altered" | "orphaned"; name: string };

const pageSize = 500;
const aDayMs = 24 * 60 * 60 * 1000;

/** As it stood at one moment: what is written meanwhile is no damage. */
export const verifyHistory = (streamId: string) =>
  db.$transaction((tx) => verify(tx, streamId), {
    isolationLevel: "RepeatableRead" satisfies Prisma.TransactionIsolationLevel,
    maxWait: 60_000,
    timeout: aDayMs,
  });

async function verify(tx: Tx, streamId: string) {
  const title = await titleOf(tx, streamId);
  const chain = await verifyChain(tx, streamId, title);
  const rows = await decisionsOf(tx, streamId);
  return {
    events: chain.events,
    decisions: rows.length,
    blanked: rows.filter(({ blanked }) => blanked).length,
    damage: [...chain.damage, ...compared(chain.digests, rows, title)],
    held: chain.held,
    unproven: await unproven(tx, streamId, title, chain.end),
  };
}

type End = { number: number; hash: string; seal: string | null; keyId: string | null; streamId: string };
type Digest = { decided: Decided; heldBy: string };

async function verifyChain(tx: Tx, streamId: string, title: string) {
  const end = await tx.streamEnd.findUnique({ where: { streamId } });
  const damage: Damage[] = [];
  const held: string[] = [];
  const digests = new Map<string, Digest>();
  let previous = "";
  let number = 0;
  let events = 0;
  for await (const event of eventsOf(tx, streamId)) {
    events++;
    number++;
    const name = `event ${event.number} (${event.kind}) of ${title}`;
    if (event.number !== number) {
      damage.push({ what: "missing", name: `the event before ${name}` });
      number = event.number;
    } else if (event.previous !== previous || hashOf(event) !== event.hash) {
      damage.push({ what: "altered", name });
    } else if (end?.number === number && end.hash !== event.hash) {
      damage.push({ what: "altered", name: `${name}, which was the last one` });
    }
    const { decided = [], seal } = event.subject as { decided?: Decided[]; seal?: string };
    for (const line of decided) digests.set(keyOf(line), { decided: line, heldBy: name });
    if (event.kind === "history.digested" && decided.length > 0)
      held.push(
        `${decided.length} older decisions of ${title} are held by event ${event.number}, which digested them on ${event.at.toISOString().slice(0, 10)}.`,
      );
    if (event.kind === "history.unsealed" && seal === "broken")
      damage.push({
        what: "altered",
        name: `the history of ${title} before event ${event.number}: its seal was broken`,
      });
    previous = event.hash;
  }
  if (!end) damage.push({ what: "missing", name: `where the history of ${title} ends` });
  else if (number < end.number)
    damage.push({
      what: "missing",
      name: `the history of ${title} after event ${number}, up to ${end.number}`,
    });
  else if (stateOfSeal(end) === "broken")
    damage.push({ what: "altered", name: `the seal of the history of ${title}` });
  return { end, events, damage, held, digests };
}

/** Every digest has its row, as it was, and every row its digest. */
function compared(digests: Map<string, Digest>, rows: readonly FoundDecision[], title: string): Damage[] {
  const damage: Damage[] = [];
  const left = new Map(digests);
  for (const { decided, blanked } of rows) {
    const key = keyOf(decided);
    const digest = left.get(key);
    left.delete(key);
    if (!digest) damage.push({ what: "missing", name: `the event of ${nameOf(decided)} of ${title}` });
    else if (digest.decided[2] !== decided[2])
      damage.push({ what: "altered", name: `${nameOf(decided)} of ${title}, since ${digest.heldBy}` });
    else if (digest.decided[3] !== decided[3] && !blanked)
      damage.push({
        what: "altered",
        name: `the words of ${nameOf(decided)} of ${title}, since ${digest.heldBy}`,
      });
  }
  for (const { decided, heldBy } of left.values())
    damage.push({ what: "missing", name: `${nameOf(decided)} of ${title}, which ${heldBy} holds` });
  return damage;
}

const keyOf = ([table, id]: Decided) => `${table} ${id}`;

/** "hand off settlement 0199…": what a table holds one of, and which. */
const nameOf = ([table, id]: Decided) =>
  `${table.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase()} ${id}`;

async function unproven(tx: Tx, streamId: string, title: string, end: End | null): Promise<string[]> {
  const upTo =
    end && stateOfSeal(end) === "of another secret" ? end.number : await unprovenSince(tx, streamId);
  return upTo === null ? [] : [`the history of ${title} up to event ${upTo}`];
}

async function* eventsOf(tx: Tx, streamId: string) {
  for (let after = 0; ; ) {
    const page = await tx.event.findMany({
      where: { streamId, number: { gt: after } },
      orderBy: { number: "asc" },
      take: pageSize,
    });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.number;
  }
}

async function titleOf(tx: Tx, streamId: string) {
  const project = await tx.project.findUnique({ where: { id: streamId }, select: { title: true } });
  return project?.title ?? "the studio's own history";
}
