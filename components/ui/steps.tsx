import { Check } from "lucide-react";
import { classNames } from "./class-names.ts";

/** "Received → Checking → Ready": where something is on a short way that ends by itself. */
export function Steps({
  steps,
  current,
  done,
}: {
  steps: readonly string[];
  current: number;
  done?: boolean;
}) {
  return (
    <ol className="flex flex-wrap items-center gap-x-2 text-sm">
      {steps.map((step, at) => {
        const passed = at < current || (at === current && done);
        const here = at === current;
        return (
          <li
            key={step}
            aria-current={here ? "step" : undefined}
            className={classNames("flex items-center gap-2", here ? "font-semibold" : "text-muted")}
          >
            {at > 0 && <span aria-hidden>→</span>}
            <span className="inline-flex items-center gap-1">
              {passed && <Check aria-hidden size={14} className="text-ok" />}
              {step}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
