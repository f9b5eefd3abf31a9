import type { Permission } from "../access/permissions.ts";
import type { Turn } from "./turns-of.ts";

type Reader = { userId: string; grants: ReadonlySet<Permission> };

export type SeenTurn = Turn & {
  /** It waits for the reader, by name or by part. */
  mine: boolean;
  /** It waits for somebody, nobody is named, and the reader may do it. */
  standsIn: boolean;
  /** The reader can do it now, whether or not anybody waits. */
  may: boolean;
};

/** Turns as one reader has them: what waits for them, and what else they may do. */
export const turnsFor = (turns: readonly Turn[], { userId, grants }: Reader): SeenTurn[] =>
  turns.map((turn) => {
    const { userIds, needs } = turn.who;
    const isNamed = userIds.includes(userId);
    const isAllowed = needs.length === 0 ? isNamed : needs.every((permission) => grants.has(permission));
    const waits = turn.isWaitedFor && turn.hold === null;
    return {
      ...(isAllowed ? turn : withoutFiles(turn)),
      mine: waits && isNamed,
      standsIn: waits && userIds.length === 0 && isAllowed,
      may: turn.isPossible && isAllowed,
    };
  });

/** What is not sent yet is known to those alone who may send it. */
function withoutFiles(turn: Turn): Turn {
  if (turn.act === "sendRevision") return { ...turn, fileId: null };
  return turn.act === "supplyMix" ? { ...turn, mixes: [] } : turn;
}
