import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

type RadioCard<V extends string> = {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
};

type Props<V extends string> = {
  legend: ReactNode;
  name: string;
  options: readonly RadioCard<V>[];
  /** Null: nothing is chosen yet. */
  value: V | null;
  onChange: (value: V) => void;
  columns?: 1 | 3;
};

const grids = { 1: "", 3: "sm:grid-cols-3" };

/** One of a few choices that deserve a line of explanation each. */
export function RadioCards<V extends string>({
  legend,
  name,
  options,
  value,
  onChange,
  columns = 1,
}: Props<V>) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className={classNames("grid gap-2", grids[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 items-start gap-3 rounded-md p-3 ring-1 ring-control ring-inset hover:bg-raised has-checked:bg-raised has-checked:ring-2 has-checked:ring-fg"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              required
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-5 shrink-0"
            />
            <span>
              <span className="block font-semibold">{option.label}</span>
              {option.hint && <span className="block text-muted text-sm">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
