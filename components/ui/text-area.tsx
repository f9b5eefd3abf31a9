import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { Field, type FieldProps, inputLook } from "./field.tsx";

type Props = FieldProps & Omit<ComponentProps<"textarea">, "id">;

/** Grows with its words where the browser can. */
export function TextArea({ label, hint, error, optional, className, rows = 3, ...area }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(ids) => (
        <textarea
          required={!optional}
          dir="auto"
          {...area}
          {...ids}
          rows={rows}
          className={classNames(inputLook, "field-sizing-content max-h-96 resize-y", className)}
        />
      )}
    </Field>
  );
}
