import { does, whoOf } from "@/components/people/who.ts";
import { revisionLabel } from "@/server/review/words.ts";
import type { Review } from "./review-types.ts";

type UnderWay = NonNullable<Review["underWay"]>;
type Turn = NonNullable<UnderWay["turn"]>;

/** "Mixing: Jo Mix sends Mix 2." One sentence: where the song is, who has it and what happens next. */
export function whoHasIt(review: Review): string {
  const { underWay } = review;
  return underWay
    ? `${capital(underWay.stage)}: ${next(review, underWay)}`
    : "This song has no work under way.";
}

function next(review: Review, { state, heldReason, turn }: UnderWay): string {
  switch (state) {
    case "on_hold":
      return `on hold${heldReason ? `: “${heldReason}”` : ""}. The studio resumes it.`;
    case "cancelled":
      return "cancelled. What was sent stays here.";
    case "approved":
      return "done.";
    default:
      return turn ? `${turn.hold ? held(turn) : asked(review, turn)}.` : "under way.";
  }
}

/** What a turn waits for before it can be taken. */
function held({ hold, act, stage }: Turn): string {
  if (hold?.by === "request") return "held by a blocking request";
  if (hold?.by === "gate") return "waits for a payment";
  if (act === "handOffMix") return "waits for a signed-off mix";
  return stage === "delivery" ? "waits for the master's sign-off" : "waits for the set";
}

function asked(review: Review, turn: Turn): string {
  const label = (id: string | null) => review.revisions.find((r) => r.id === id)?.label ?? "the mix";
  const who = whoOf(review, turn.who.userIds, nobody[turn.act](turn.stage));
  switch (turn.act) {
    case "receiveSet":
      return `${does(who, "accepts or returns", "accept or return")} the set`;
    case "receiveMix":
      return `${does(who, "accepts or returns", "accept or return")} the premaster`;
    case "decide":
      return `${does(who, "listens", "listen")} to ${label(turn.revisionId)} and ${who.isYou ? "decide" : "decides"}`;
    case "sendRevision": {
      const why = turn.answers.length > 0 ? ", which answers a blocking request" : "";
      return `${does(who, "sends", "send")} ${revisionLabel(turn.stage, turn.number)}${why}`;
    }
    case "handOffSet":
      return turn.begins
        ? does(who, "begins", "begin")
        : `${does(who, "hands", "hand")} the set off to mixing`;
    case "takeMaster":
      return `${who.words} can download the master`;
    case "supplyMix":
      return "waits for the mix and a word on who approved it";
    case "handOffMix":
      if (!turn.isSupplied) return `${does(who, "hands", "hand")} ${label(turn.revisionId)} off`;
      return `${turn.may ? "you hand" : "who brought the mix hands"} ${label(turn.revisionId)} off`;
  }
}

const engineer = (stage: string) => `the ${stage} engineer`;

/** Who it is where nobody is named yet. */
const nobody: Record<Turn["act"], (stage: Turn["stage"]) => string> = {
  receiveSet: () => engineer("mixing"),
  receiveMix: engineer,
  decide: () => "whoever decides",
  sendRevision: engineer,
  handOffSet: engineer,
  takeMaster: () => "whoever receives it",
  supplyMix: () => "who brings the mix",
  handOffMix: () => engineer("mixing"),
};

/** Who mixes, as others hear of it. */
export const mixingEngineerOf = (review: Review) =>
  whoOf(
    review,
    review.participants.filter((p) => p.part === "mixing_engineer").map((p) => p.userId),
    engineer("mixing"),
  ).words;

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
