import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

type RadioCard<V extends string> = {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

type Props<V extends string> = {
  legend: ReactNode;
  name: string;
  options: readonly RadioCard<V>[];
  /** With `onChange`: controlled. Without: a plain form's field. */
  value?: V;
  defaultValue?: V;
  onChange?: (value: V) => void;
  error?: string | undefined;
  required?: boolean;
  columns?: 1 | 2 | 3;
};

const grids = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** One of a few choices that deserve a line of explanation each. */
export function RadioCards<V extends string>({
  legend,
  name,
  options,
  value,
  defaultValue,
  onChange,
  error,
  required = true,
  columns = 1,
}: Props<V>) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className={classNames("grid gap-2", grids[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 items-start gap-3 rounded-md p-3 ring-1 ring-inset ring-control hover:bg-raised has-checked:bg-raised has-checked:ring-2 has-checked:ring-fg has-disabled:text-muted has-disabled:ring-line"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              required={required}
              className="mt-0.5 size-5 shrink-0"
              {...(onChange
                ? { checked: value === option.value, onChange: () => onChange(option.value) }
                : { defaultChecked: defaultValue === option.value })}
            />
            <span>
              <span className="block font-semibold">{option.label}</span>
              {option.hint && <span className="block text-muted text-sm">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="mt-1 flex gap-2 text-danger text-sm">
          <span aria-hidden>▲</span>
          {error}
        </p>
      )}
    </fieldset>
  );
}
