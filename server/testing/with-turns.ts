import type { SongReview } from "../overview/song-review.ts";
import { stageUnderWay } from "../work/stage-under-way.ts";
import { turnsFor } from "../work/turns-for.ts";
import { turnsOf } from "../work/turns-of.ts";

/** A review that a test wrote down, with the turns that follow from it for its reader. */
export function withTurns(review: SongReview): SongReview {
  const open = review.notes.filter((n) => n.request && n.closedById === null);
  const turns = turnsFor(
    turnsOf({
      work: review.workItems.map((w) => ({ ...w, heldFrom: null })),
      people: review.participants,
      revisions: review.revisions.map(({ id, stage, number, file, signOffs }) => ({
        ...{ id, stage, number, fileId: file.id, broughtAt: file.uploadedAt },
        isSupplied: file.kind === "premaster",
        isSignedOff: signOffs.some((s) => !s.ending),
      })),
      handOffs: review.handOffs,
      requests: open.map((n) => ({
        noteId: n.id,
        blocking: n.request?.blocking ?? false,
        isAnswered: n.state !== "open",
        closers: n.closers,
      })),
      prints: review.prints.map(({ id, kind, uploadedAt }) => ({ fileId: id, kind, broughtAt: uploadedAt })),
    }),
    { userId: review.me.userId, grants: new Set(review.me.grants) },
  );
  const notes = review.notes.map((n) => ({
    ...n,
    holds:
      open.includes(n) && n.request?.blocking
        ? n.state === "open"
          ? ("unanswered" as const)
          : ("answered" as const)
        : null,
  }));
  return { ...review, notes, turns, underWay: stageUnderWay(review.workItems, turns) };
}
