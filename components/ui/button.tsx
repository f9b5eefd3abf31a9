"use client";

import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonLook } from "./button-look.ts";

export type ButtonProps = Omit<ComponentProps<"button">, "children"> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  /** On its way: takes no second press, keeps its words, its width and the focus. */
  pending?: boolean;
  icon?: ReactNode;
  children: ReactNode;
};

export function Button({
  tone = "quiet",
  size = "normal",
  pending,
  icon,
  type = "button",
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    // The second half of a double click can come before the first one's work shows as pending.
    if (pending || (pending === false && event.detail > 1)) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      {...rest}
      type={type}
      className={buttonLook(tone, size, className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={press}
    >
      {icon}
      {children}
      {pending && (
        <span aria-hidden className="absolute inset-x-2 bottom-1 h-0.5 overflow-hidden rounded-sm">
          <span className="under-way block h-full bg-current" />
        </span>
      )}
    </button>
  );
}
