import type { SongStage } from "./song-row.ts";

type Turn = NonNullable<SongStage["turn"]>;

/** "Mika to send a revision", "You or Léa to listen and decide", "for the stage before it". */
export function waitsText(turn: Turn): string {
  const { hold, mine, others, who } = turn;
  switch (hold?.by) {
    case "request":
      return "held by a request to mixing";
    case "stageBefore":
      return "for the stage before it";
    case "onHold":
      return "on hold";
    case "gate":
      return "for a payment";
  }
  const names = mine ? ["You", ...others] : others;
  return `${names.length === 0 ? missing(who.as) : either(names)} ${doing(turn)}`;
}

function missing(as: Turn["who"]["as"]) {
  if (as === "sign_off_sound") return "Nobody yet who may sign off";
  return as.endsWith("_engineer") ? "No engineer yet" : "Nobody yet";
}

/** What a turn is, as the board says it of anybody. */
function doing(turn: Turn): string {
  switch (turn.act) {
    case "handOffSet":
      return turn.begins ? "to start" : "to hand off the set";
    case "sendRevision":
      return turn.begins ? "to start" : "to send a revision";
    case "receiveSet":
    case "receiveMix":
      return "to accept the hand-off";
    case "supplyMix":
      return turn.step === "bring" ? "to supply the mix and hand it off" : "to hand the mix off";
    case "handOffMix":
      return turn.isSupplied ? "to hand the mix off" : "to hand it off";
    case "decide":
      return "to listen and decide";
    case "takeMaster":
      return "to take the master";
  }
}

const MOST_NAMES = 3;

function either(names: readonly string[]) {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
  const last = shown.length < names.length ? `${names.length - shown.length} others` : shown.at(-1);
  const first = shown.length < names.length ? shown : shown.slice(0, -1);
  return first.length === 0 ? last : `${first.join(", ")} or ${last}`;
}
