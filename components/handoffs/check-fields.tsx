import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import type { Finding } from "@/server/handoffs/rules.ts";
import type { Acknowledgement } from "@/server/handoffs/schema.ts";

export type Reasons = Readonly<Record<string, string>>;

type Props = {
  findings: readonly Finding[];
  reasons: Reasons;
  onChange: (reasons: Reasons) => void;
};

const keyOf = ({ code, fileId }: Pick<Finding, "code" | "fileId">) => `${code} ${fileId ?? ""}`;
/** Some codes end with a name behind a colon: they are findings of one sort. */
const sortOf = ({ code }: Pick<Finding, "code">) => code.split(":")[0];
const isAsked = (finding: Finding) => !finding.advice && !finding.blocking;

/** What the checks found: mended, or acknowledged with a reason; advice passes by itself and stands apart. */
export function CheckFields({ findings, reasons, onChange }: Props) {
  const advice = findings.filter((f) => f.advice);
  const blocking = findings.filter((f) => f.blocking);
  const asked = findings.filter(isAsked);
  const reasonOf = (finding: Finding) => reasons[keyOf(finding)] ?? "";
  const unanswered = (like: Finding) =>
    asked.filter((f) => sortOf(f) === sortOf(like) && !reasonOf(f).trim());

  function forAll(like: Finding, reason: string) {
    const added = unanswered(like).map((f) => [keyOf(f), reason] as const);
    onChange({ ...reasons, ...Object.fromEntries(added) });
  }

  return (
    <div className="grid gap-4">
      {findings.length === 0 && <p className="text-ok">✓ The checks found nothing.</p>}
      {blocking.map((f) => (
        <p key={keyOf(f)} className="wrap-anywhere">
          <span aria-hidden className="text-danger">
            ▲{" "}
          </span>
          {f.finding} {waits.has(f.code) ? "Wait a moment." : "Mend this first."}
        </p>
      ))}
      {asked.length > 0 && (
        <p className="text-muted text-sm">
          Mend what was found, or say why it is meant. The reasons stay on record.
        </p>
      )}
      {asked.map((f) => {
        const reason = reasonOf(f);
        const others = reason.trim().length >= 3 ? unanswered(f).length : 0;
        return (
          <div key={keyOf(f)} className="grid justify-items-start gap-1 *:w-full">
            <TextField
              label={<span className="wrap-anywhere font-normal">{f.finding}</span>}
              placeholder="It is meant, because…"
              minLength={3}
              maxLength={500}
              value={reason}
              onChange={(event) => onChange({ ...reasons, [keyOf(f)]: event.target.value })}
            />
            {others > 0 && (
              <Button size="small" tone="plain" className="w-auto!" onClick={() => forAll(f, reason)}>
                The same for {others} more like it
              </Button>
            )}
          </div>
        );
      })}
      {advice.map((f) => (
        <p key={keyOf(f)} className="wrap-anywhere text-muted">
          Advice: {f.finding}
        </p>
      ))}
    </div>
  );
}

const waits = new Set(["not_measured", "sum_pending"]);

/** What was said about the same findings before, so that nobody explains twice. */
export const reasonsGiven = (
  checks: readonly { code: string; fileId: string | null; reason: string | null }[],
): Reasons => Object.fromEntries(checks.flatMap((c) => (c.reason ? [[keyOf(c), c.reason] as const] : [])));

/** What goes along with the hand-off: a reason for each finding that asks for one. */
export const acknowledgementsOf = (findings: readonly Finding[], reasons: Reasons): Acknowledgement[] =>
  findings.filter(isAsked).map((f) => ({ code: f.code, fileId: f.fileId, reason: reasons[keyOf(f)] ?? "" }));
