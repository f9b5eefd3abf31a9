import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { Field, type FieldProps, inputLook } from "./field.tsx";

type SelectOption = { value: string; label: string; disabled?: boolean };
type Props = FieldProps &
  Omit<ComponentProps<"select">, "id" | "children"> & { options: readonly SelectOption[] };

export function Select({ label, hint, error, optional, options, className, ...select }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(ids) => (
        <span className="relative grid">
          <select
            required={!optional}
            {...select}
            {...ids}
            className={classNames(inputLook, "appearance-none pr-10", className)}
          >
            {options.map((option) => (
              <option
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="bg-surface text-fg"
              >
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            size={18}
            className="pointer-events-none absolute right-3 top-1/2 -translate-y-1/2 text-muted"
          />
        </span>
      )}
    </Field>
  );
}
