import { does, whoOf } from "@/components/people/who.ts";
import type { FileKind } from "@/server/files/schema.ts";
import type { Part } from "@/server/generated/prisma/client.ts";
import type { SetKind } from "@/server/handoffs/schema.ts";
import type { HandOff, SetFile, SetPage } from "./set-types.ts";

export const recordingOf = (set: Pick<SetPage, "workItems">) =>
  set.workItems.find((w) => w.stage === "recording");

/** Being put together: files come and go, and the checks are about what lies there now. */
export function isOpen(set: Pick<SetPage, "workItems">): boolean {
  const state = recordingOf(set)?.state;
  return state === "waiting" || state === "in_progress";
}

export const offered = (set: Pick<SetPage, "handOffs">) => set.handOffs.find((h) => h.state === "offered");

/** The hand-off that mixing has, or decides about. */
export const standing = (set: Pick<SetPage, "handOffs">) =>
  offered(set) ?? set.handOffs.find((h) => h.state === "accepted");

/** What the files say that they are; recording hands multitracks, unless it brought stems. */
export function likelyKind({ files, handOffs }: Pick<SetPage, "files" | "handOffs">): SetKind {
  const count = (kind: FileKind) => files.filter((f) => f.kind === kind && !f.setAsideAt).length;
  const [stems, multitracks] = [count("stem"), count("multitrack")];
  if (stems !== multitracks) return stems > multitracks ? "stems" : "multitracks";
  return handOffs[0]?.kind === "stems" ? "stems" : "multitracks";
}

/** It waits for this person: by part, or because nobody has the part and this person may. */
export const isMine = (turn: SetPage["handingOff"] | SetPage["receiving"]) =>
  turn !== null && (turn.mine || turn.standsIn);

/** Where the set is, who has it and what happens next. */
export function whoHasSet(set: SetPage): string {
  return capital(standingWords(set));
}

function standingWords(set: SetPage): string {
  const recording = recordingOf(set);
  const giver = engineers(set, "recording_engineer");
  const taker = engineers(set, "mixing_engineer");
  const last = set.handOffs[0];
  switch (recording?.state) {
    case undefined:
      return "This project has no recording. What lies here is at hand for mixing, without a hand-off.";
    case "on_hold":
      return `Recording is on hold: ${recording.heldReason ?? "the studio knows why"}. The studio resumes it.`;
    case "cancelled":
      return `Recording was cancelled: ${recording.heldReason ?? "the studio knows why"}. What was brought stays here.`;
    case "in_review":
      return `${does(taker, "accepts or returns", "accept or return")} the ${last?.kind ?? "set"}.`;
    case "approved":
      return `${does(taker, "has", "have")} the ${standing(set)?.kind ?? "set"}.`;
    case "waiting":
    case "in_progress": {
      const hands = giver.isYou ? "hand" : "hands";
      if (last?.state === "returned")
        return `${does(giver, "mends", "mend")} what was asked for and ${hands} the set off again.`;
      if (last?.state === "accepted")
        return `Recording was reopened: ${does(giver, "changes", "change")} the set and ${hands} it off again. ${capital(does(taker, "keeps", "keep"))} the one before until then.`;
      return `${does(giver, "brings", "bring")} the files and ${hands} them off to ${taker.words}.`;
    }
  }
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The role where nobody is named yet. */
export const engineers = (set: Pick<SetPage, "me" | "participants" | "people">, part: Part) =>
  whoOf(
    set,
    set.participants.filter((p) => p.part === part).map((p) => p.userId),
    `the ${part.replace("_", " ")}`,
  );

/** "14 stems", "1 multitrack". */
export function tracksText(kind: HandOff["kind"], files: readonly Pick<SetFile, "kind">[]): string {
  const tracks = files.filter((f) => f.kind === "stem" || f.kind === "multitrack").length;
  return tracks === 1 ? `1 ${kind.replace(/s$/, "")}` : `${tracks} ${kind}`;
}
