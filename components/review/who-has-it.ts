import { does, whoOf } from "@/components/people/who.ts";
import type { Review } from "./review-types.ts";
import {
  approvedMix,
  isMixedHere,
  isRecordedHere,
  isSupplied,
  nextLabel,
  offeredTo,
  openBlocking,
  revisionsOf,
  unansweredBlocking,
  workOf,
} from "./standing.ts";

const order = ["recording", "mixing", "mastering", "delivery"] as const;
type Stage = (typeof order)[number];
const engineers = {
  recording: "recording_engineer",
  mixing: "mixing_engineer",
  mastering: "mastering_engineer",
} as const;

/** "Mixing: Jo Mix sends Mix 2." One sentence: where the song is, who has it and what happens next. */
export function whoHasIt(review: Review): string {
  const stage = currentStage(review);
  if (!stage) return "This song has no work under way.";
  return `${capital(stage)}: ${next(review, stage)}`;
}

/** The last stage that is under way, else the first that waits behind an approved one. */
function currentStage(review: Review): Stage | undefined {
  const stages = order.filter((s) => workOf(review, s));
  const state = (s: Stage) => workOf(review, s)?.state;
  const underWay = stages.filter((s) => {
    const its = state(s);
    return its === "in_progress" || its === "in_review" || its === "on_hold";
  });
  return underWay.at(-1) ?? stages.find((s) => state(s) === "waiting") ?? stages.at(-1);
}

function next(review: Review, stage: Stage): string {
  const workItem = workOf(review, stage);
  switch (workItem?.state) {
    case "on_hold":
      return `on hold${workItem.heldReason ? `: “${workItem.heldReason}”` : ""}. The studio resumes it.`;
    case "cancelled":
      return "cancelled. What was sent stays here.";
    case "approved":
      return "done.";
    case "in_review":
      return inReview(review, stage);
    case "in_progress":
      return inProgress(review, stage);
    default:
      return waiting(review, stage);
  }
}

function inReview(review: Review, stage: Stage): string {
  if (stage === "recording")
    return `${engineerDoes(review, "mixing", "accepts or returns", "accept or return")} the set.`;
  if (stage === "mixing" && unansweredBlocking(review).length > 0) return inProgress(review, stage);
  const latest = stage === "delivery" ? undefined : revisionsOf(review, stage).at(-1);
  const who = whoOf(review, deciders(review), "whoever decides");
  return latest
    ? `${does(who, "listens", "listen")} to ${latest.label} and ${who.isYou ? "decide" : "decides"}.`
    : `${does(who, "decides", "decide")}.`;
}

function inProgress(review: Review, stage: Stage): string {
  if (stage === "delivery") {
    const takers = review.participants.filter((p) => p.powers.includes("receive")).map((p) => p.userId);
    return `${whoOf(review, takers, "whoever receives it").words} can download the master.`;
  }
  if (stage === "recording")
    return `${engineerDoes(review, "recording", "hands", "hand")} the set off to mixing.`;
  const blocked = stage === "mixing" && unansweredBlocking(review).length > 0;
  const why = blocked ? ", which answers a blocking request" : "";
  return `${engineerDoes(review, stage, "sends", "send")} ${nextLabel(review, stage)}${why}.`;
}

function waiting(review: Review, stage: Stage): string {
  if (stage === "delivery") return "waits for the master's sign-off.";
  if (stage === "recording") return `${engineerDoes(review, "recording", "begins", "begin")}.`;
  if (offeredTo(review, stage))
    return `${engineerDoes(review, stage, "accepts or returns", "accept or return")} ${stage === "mixing" ? "the set" : "the premaster"}.`;
  if (stage === "mixing") return isRecordedHere(review) ? "waits for the set." : begins(review);
  const mix = approvedMix(review);
  if (!mix)
    return isMixedHere(review)
      ? "waits for a signed-off mix."
      : "waits for the mix and a word on who approved it.";
  return openBlocking(review).length > 0
    ? "held by a blocking request."
    : `${isSupplied(mix) ? supplierHands(review) : engineerDoes(review, "mixing", "hands", "hand")} ${mix.label} off.`;
}

const supplierHands = ({ me }: Review) =>
  me.grants.includes("premaster.upload") ? "you hand" : "who brought the mix hands";

const begins = (review: Review) => `${engineerDoes(review, "mixing", "sends", "send")} Mix 1.`;

const deciders = (review: Review) =>
  review.participants.filter((p) => p.powers.includes("sign_off_sound")).map((p) => p.userId);

type Made = keyof typeof engineers;

function engineer(review: Review, stage: Made) {
  const own = review.participants.filter((p) => p.part === engineers[stage]).map((p) => p.userId);
  return whoOf(review, own, `the ${stage} engineer`);
}

export const engineerOf = (review: Review, stage: Made) => engineer(review, stage).words;
const engineerDoes = (review: Review, stage: Made, theirs: string, yours: string) =>
  does(engineer(review, stage), theirs, yours);

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
