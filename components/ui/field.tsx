import { type ReactNode, useId } from "react";

/** What an input needs so that label, hint and error belong to it. */
export type FieldIds = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** Says so in words after the label; fields are required unless they say this. */
  optional?: boolean;
};

export function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { children: (ids: FieldIds) => ReactNode }) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {hint && (
        <p id={hintId} className="text-muted text-sm">
          {hint}
        </p>
      )}
      {children({
        id,
        ...(describedBy && { "aria-describedby": describedBy }),
        ...(error && { "aria-invalid": true as const }),
      })}
      {error && (
        <p id={errorId} className="flex gap-2 text-danger text-sm">
          <span aria-hidden>▲</span>
          {error}
        </p>
      )}
    </div>
  );
}

/** The look of every box that takes words. 16 px, or phones zoom in. */
export const inputLook =
  "w-full min-h-11 rounded-md bg-surface px-3 py-2 text-base text-fg ring-1 ring-inset ring-control placeholder:text-muted aria-invalid:ring-2 aria-invalid:ring-danger disabled:bg-raised disabled:text-muted";
