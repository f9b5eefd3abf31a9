import type { Waiting } from "@/server/overview/rules.ts";

export type Waits = Waiting & { forMe: boolean; others: readonly string[] };

const missing: Record<Exclude<Waiting["on"], "nobody" | "request">, string> = {
  engineer: "No engineer yet",
  giver: "No engineer yet",
  receiver: "No engineer yet",
  decider: "Nobody yet who may sign off",
};

/** "Mika to send a revision", "You or Léa to listen and decide", "for the stage before it". */
export function waitsText({ on, words, forMe, others }: Waits): string {
  if (on === "nobody" || on === "request") return words;
  const names = forMe ? ["You", ...others] : others;
  return `${names.length === 0 ? missing[on] : either(names)} ${words}`;
}

const MOST_NAMES = 3;

function either(names: readonly string[]) {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
  const last = shown.length < names.length ? `${names.length - shown.length} others` : shown.at(-1);
  const first = shown.length < names.length ? shown : shown.slice(0, -1);
  return first.length === 0 ? last : `${first.join(", ")} or ${last}`;
}
