import { stageNames } from "@/components/projects/stage-words.ts";
import type { Stage } from "@/server/generated/prisma/client.ts";

type Props = { value: readonly Stage[]; onChange: (stages: Stage[]) => void; error?: string | undefined };

const stages = Object.keys(stageNames) as Stage[];

/** Which stages the project includes; each says what it means next to the others. */
export function StageCards({ value, onChange, error }: Props) {
  const has = (stage: Stage) => value.includes(stage);
  const toggle = (stage: Stage, on: boolean) =>
    onChange(on ? stages.filter((s) => s === stage || has(s)) : value.filter((s) => s !== stage));
  const hints: Record<Stage, string> = {
    recording: "Multitracks or stems are handed to mixing, with their checks.",
    mixing: has("recording")
      ? "Begins with the hand-off from recording."
      : "Begins with the stems that are supplied.",
    mastering: has("mixing")
      ? "Begins with the signed-off mix."
      : "The mix is supplied: the client or an engineer uploads it and says who approved it.",
    delivery: has("mastering")
      ? "The signed-off master is there to take, for those who receive it."
      : "Follows mastering: include that too.",
  };
  return (
    <fieldset aria-describedby={error ? "stages-error" : undefined}>
      <legend className="mb-2 font-semibold">Stages</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {stages.map((stage) => (
          <label
            key={stage}
            className="flex min-h-11 items-start gap-3 rounded-md p-3 ring-1 ring-control ring-inset hover:bg-raised has-checked:bg-raised has-checked:ring-2 has-checked:ring-fg"
          >
            <input
              type="checkbox"
              checked={has(stage)}
              aria-invalid={error ? true : undefined}
              onChange={(event) => toggle(stage, event.target.checked)}
              className="mt-0.5 size-5 shrink-0"
            />
            <span>
              <span className="block font-semibold">{stageNames[stage]}</span>
              <span className="block text-muted text-sm">{hints[stage]}</span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id="stages-error" className="mt-1 flex gap-2 text-danger text-sm">
          <span aria-hidden>▲</span>
          {error}
        </p>
      )}
    </fieldset>
  );
}
