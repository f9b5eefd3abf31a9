import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

type Props = Omit<ComponentProps<"input">, "type" | "id"> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className, ...input }: Props) {
  const id = useId();
  return (
    <div className={classNames("flex min-h-11 items-start gap-3 py-2.5", className)}>
      <input
        {...input}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-5 shrink-0"
      />
      <div className="grow">
        <label htmlFor={id} className="-my-2.5 block py-2.5">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-muted text-sm">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
