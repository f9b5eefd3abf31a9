import { revisionLabel } from "@/server/review/words.ts";
import type { HandOff, Note, Print, Review, Revision, Turn } from "./review-types.ts";

type Stage = Turn["stage"];

/** What waits at this desk, for whoever may do it; `mine` when it waits for this person. */
export type MainAct = { mine: boolean } & (
  | { act: "settle"; notes: Note[] }
  | { act: "receive"; handOff: HandOff; revision: Revision | undefined }
  | { act: "receiveSet" }
  | { act: "send"; stage: Stage; print: Print; label: string }
  | { act: "upload"; stage: Stage; label: string }
  | { act: "supply"; print: Print }
  | { act: "uploadSupplied" }
  | { act: "recordElsewhere"; revision: Revision }
  | { act: "handOff"; revision: Revision }
  | { act: "signOff"; revision: Revision }
  | { act: "download"; revision: Revision }
);

/** In the order of urgency, one's own first: the first is the one in amber. */
export function mainActs(review: Review): MainAct[] {
  const possible = review.turns.filter((t) => t.may);
  const settled = possible.flatMap((t) => (t.act === "settle" ? t.noteIds : []));
  const notes = review.notes.filter((n) => settled.includes(n.id));
  const acts = [
    ...(notes.length > 0 ? [{ act: "settle" as const, mine: true, notes }] : []),
    ...possible.flatMap((t) => actOf(review, t).map((act) => ({ ...act, mine: t.mine || t.standsIn }))),
  ];
  return acts.toSorted((a, b) => Number(b.mine) - Number(a.mine));
}

type Act = MainAct extends infer A ? (A extends MainAct ? Omit<A, "mine"> : never) : never;

/** A turn with the things that it is about, as this page has them. */
function actOf(review: Review, turn: Turn): Act[] {
  const revision = (id: string | null | undefined) => review.revisions.find((r) => r.id === id);
  const print = (id: string | null | undefined) => review.prints.find((p) => p.id === id);
  const onRevision = (act: "handOff" | "signOff" | "download" | "recordElsewhere", id?: string | null) => {
    const on = revision(id);
    return on ? [{ act, revision: on }] : [];
  };
  switch (turn.act) {
    case "receiveMix": {
      const handOff = review.handOffs.find((h) => h.id === turn.handOffId);
      return handOff ? [{ act: "receive", handOff, revision: revision(turn.revisionId) }] : [];
    }
    case "receiveSet":
      return [{ act: "receiveSet" }];
    case "sendRevision": {
      const { stage } = turn;
      const label = revisionLabel(stage, turn.number);
      const printed = print(turn.fileId);
      return [printed ? { act: "send", stage, print: printed, label } : { act: "upload", stage, label }];
    }
    case "supplyMix": {
      if (turn.step === "bring") return turn.isWaitedFor ? [{ act: "uploadSupplied" }] : [];
      if (turn.step === "approve") return onRevision("recordElsewhere", turn.mixes[0]?.revisionId);
      const brought = print(turn.mixes.find((m) => !m.revisionId)?.fileId);
      return brought ? [{ act: "supply", print: brought }] : [];
    }
    case "handOffMix":
      return onRevision("handOff", turn.revisionId);
    case "decide":
      return onRevision("signOff", turn.revisionId);
    case "takeMaster":
      return onRevision("download", turn.revisionId);
    case "handOffSet":
    case "settle":
      return [];
  }
}
