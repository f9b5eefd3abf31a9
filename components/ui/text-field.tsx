import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { Field, type FieldProps, inputLook } from "./field.tsx";

type Props = FieldProps & Omit<ComponentProps<"input">, "id">;

export function TextField({ label, hint, error, optional, className, type = "text", ...input }: Props) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(ids) => (
        <input
          required={!optional}
          dir="auto"
          {...input}
          {...ids}
          type={type}
          className={classNames(inputLook, className)}
        />
      )}
    </Field>
  );
}
