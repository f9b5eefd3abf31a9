import type { Stage } from "../generated/prisma/client.ts";

/** "Mix 2", "Master 1": what people call a revision. */
export function revisionName(revision: { stage: Stage; number: number; variant: string }): string {
  const name = `${revision.stage === "mixing" ? "Mix" : "Master"} ${revision.number}`;
  return revision.variant === "main" ? name : `${name} (${revision.variant})`;
}

export const nextStage: Record<Stage, Stage | null> = {
  recording: "mixing",
  mixing: "mastering",
  mastering: "delivery",
  delivery: null,
};

/** One line in a mail's subject, however many and long the words of a title are. */
export function shortened(words: string, max = 60): string {
  const line = words.replaceAll(/\s+/g, " ").trim();
  return line.length <= max ? line : `${line.slice(0, max - 1).trimEnd()}…`;
}

export const counted = (n: number, one: string) => `${n === 1 ? "one" : n} ${one}${n === 1 ? "" : "s"}`;

/** Somebody's own words, set apart; nothing when they said nothing. */
export function quoted(words: string | null | undefined): string | null {
  const said = words?.trim();
  return said
    ? said
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n")
    : null;
}
