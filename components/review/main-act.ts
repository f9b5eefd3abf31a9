import type { HandOff, Note, Print, Review, Revision } from "./review-types.ts";
import {
  approvedMix,
  isMixedHere,
  isRecordedHere,
  isSupplied,
  isToDecide,
  nextLabel,
  offeredTo,
  openBlocking,
  revisionsOf,
  standingSignOff,
  unansweredBlocking,
  workOf,
} from "./standing.ts";

type Stage = "mixing" | "mastering";

/** What waits at this desk, for whoever may do it; `mine` when it is this person's part in the project. */
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
  const acts = [
    ...settling(review),
    ...receiving(review),
    ...supplying(review),
    ...making(review, "mastering"),
    ...making(review, "mixing"),
    ...handingOff(review),
    ...deciding(review),
    ...taking(review),
  ];
  return acts.toSorted((a, b) => Number(b.mine) - Number(a.mine));
}

const may = (review: Review, grant: Review["me"]["grants"][number]) => review.me.grants.includes(grant);

/** Owner and manager may do nearly everything; what waits for an engineer waits for them only if nobody else is named. */
function isPartOf(review: Review, part: "mixing_engineer" | "mastering_engineer") {
  return review.me.roles.includes(part) || !review.participants.some((p) => p.part === part);
}

function settling(review: Review): MainAct[] {
  const notes = review.notes.filter(
    (n) =>
      n.closers.includes(review.me.userId) && n.request && (n.state === "answered" || n.state === "declined"),
  );
  return notes.length > 0 ? [{ act: "settle", mine: true, notes }] : [];
}

function receiving(review: Review): MainAct[] {
  const premaster = offeredTo(review, "mastering");
  const set = offeredTo(review, "mixing");
  const acts: MainAct[] = [];
  if (premaster && may(review, "premaster.receive")) {
    const revision = review.revisions.find((r) => r.id === premaster.revisionId);
    acts.push({ act: "receive", mine: isPartOf(review, "mastering_engineer"), handOff: premaster, revision });
  }
  if (set && may(review, "set.receive"))
    acts.push({ act: "receiveSet", mine: isPartOf(review, "mixing_engineer") });
  return acts;
}

/** A mix made elsewhere: brought, put in the mix's place, approved on somebody's word. */
function supplying(review: Review): MainAct[] {
  const mastering = workOf(review, "mastering");
  if (isMixedHere(review) || mastering?.state !== "waiting" || !may(review, "premaster.upload")) return [];
  const print = review.prints.find((p) => p.kind === "premaster");
  if (print) return [{ act: "supply", mine: true, print }];
  const last = revisionsOf(review, "mixing").findLast(isSupplied);
  if (!last) return [{ act: "uploadSupplied", mine: true }];
  return standingSignOff(last) ? [] : [{ act: "recordElsewhere", mine: true, revision: last }];
}

/** Under way, or able to begin because nothing comes before it. In review the next print may come, but only an unanswered blocking request waits for it. */
function making(review: Review, stage: Stage): MainAct[] {
  const grants =
    stage === "mixing" ? (["mix.upload", "mix.send"] as const) : (["master.upload", "master.send"] as const);
  const state = workOf(review, stage)?.state;
  const begins = state === "waiting" && stage === "mixing" && !isRecordedHere(review);
  const possible = state === "in_progress" || state === "in_review" || begins;
  if (!possible || !grants.every((g) => may(review, g))) return [];
  const waits = state !== "in_review" || isRecalled(review, stage);
  const mine = waits && isPartOf(review, stage === "mixing" ? "mixing_engineer" : "mastering_engineer");
  const label = nextLabel(review, stage);
  const print = review.prints.find((p) => p.kind === (stage === "mixing" ? "mix_print" : "master"));
  return [print ? { act: "send", mine, stage, print, label } : { act: "upload", mine, stage, label }];
}

function handingOff(review: Review): MainAct[] {
  const revision = approvedMix(review);
  if (!revision || workOf(review, "mastering")?.state !== "waiting" || offeredTo(review, "mastering"))
    return [];
  const supplied = isSupplied(revision);
  if (!may(review, supplied ? "premaster.upload" : "mix.send")) return [];
  if (openBlocking(review).length > 0) return [];
  return [{ act: "handOff", mine: supplied || isPartOf(review, "mixing_engineer"), revision }];
}

/** Mastering asked for another mix, and none has answered yet. */
const isRecalled = (review: Review, stage: Stage) =>
  stage === "mixing" && unansweredBlocking(review).length > 0;

function deciding(review: Review): MainAct[] {
  if (!may(review, "signoff.give")) return [];
  return (["mixing", "mastering"] as const).flatMap((stage): MainAct[] => {
    const revision = revisionsOf(review, stage).at(-1);
    return revision && isToDecide(review, stage) ? [{ act: "signOff", mine: true, revision }] : [];
  });
}

function taking(review: Review): MainAct[] {
  const revision = revisionsOf(review, "mastering").findLast(standingSignOff);
  if (!revision || !may(review, "master.download")) return [];
  return [{ act: "download", mine: false, revision }];
}
