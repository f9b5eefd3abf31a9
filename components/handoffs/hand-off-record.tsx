import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { HandOffState } from "@/server/handoffs/rules.ts";

type Check = {
  id: string;
  finding: string;
  advice: boolean;
  reason: string | null;
  acknowledgedById: string | null;
};

type RecordedHandOff = {
  id: string;
  state: HandOffState;
  words: string;
  offeredById: string;
  offeredAt: Date;
  settledById: string | null;
  settledAt: Date | null;
  reasons: string | null;
  checks: readonly Check[];
};

type Props = {
  handOff: RecordedHandOff;
  /** What was passed: "Mix 2", "14 stems". */
  what: ReactNode;
  people: Readonly<Record<string, string>>;
  children?: ReactNode;
};

const states = {
  offered: { words: "Offered", tone: "plain" },
  accepted: { words: "Accepted", tone: "ok" },
  returned: { words: "Returned", tone: "danger" },
} as const;

/** One hand-off as it was: who, what was found and why that is meant, how it ended. */
export function HandOffRecord({ handOff, what, people, children }: Props) {
  const name = (id: string) => people[id] ?? "Someone of the studio";
  const { words, tone } = states[handOff.state];
  return (
    <article className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{words}</Badge>
        <span>
          {what}, offered by {name(handOff.offeredById)}
        </span>
        <RelativeTime at={handOff.offeredAt} className="text-muted" />
      </p>
      {handOff.words && <p className="max-w-prose whitespace-pre-line wrap-anywhere">{handOff.words}</p>}
      {handOff.checks.length === 0 && <p className="text-ok text-sm">✓ The checks found nothing.</p>}
      {handOff.checks.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {handOff.checks.map((check) => (
            <li key={check.id} className="wrap-anywhere">
              {check.advice && "Advice: "}
              {check.finding}
              {check.reason && (
                <span className="text-muted">
                  {" "}
                  Meant: {check.reason}
                  {check.acknowledgedById && ` (${name(check.acknowledgedById)})`}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {handOff.settledAt && handOff.settledById && (
        <p className="whitespace-pre-line wrap-anywhere text-muted">
          {words} by {name(handOff.settledById)} <RelativeTime at={handOff.settledAt} />
          {handOff.reasons && `: ${handOff.reasons}`}
        </p>
      )}
      {children}
    </article>
  );
}
