import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  /** What it does, for ears and as the tooltip; add the key in brackets where there is one. */
  label: string;
  shape?: "square" | "round";
  tone?: "quiet" | "plain" | "primary" | "amber";
  children: ReactNode;
};

const tones = {
  quiet: "ring-1 ring-inset ring-control hover:bg-raised",
  plain: "hover:bg-raised",
  primary: "bg-fg text-bg hover:bg-fg/88",
  amber: "text-amber ring-1 ring-inset ring-amber hover:bg-raised",
};

export function IconButton({
  label,
  shape = "square",
  tone = "plain",
  type = "button",
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classNames(
        "grid size-11 shrink-0 place-items-center transition-colors duration-100 disabled:text-muted disabled:opacity-60",
        shape === "round" ? "rounded-full" : "rounded-md",
        tones[tone],
        className,
      )}
    >
      {children}
    </button>
  );
}
