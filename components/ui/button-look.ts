import { classNames } from "./class-names.ts";

/** amber: the one act that waits for this person. primary: the main act of a page that waits for nobody. */
export type ButtonTone = "primary" | "amber" | "quiet" | "plain" | "danger";
/** large is the phone's main button; small still answers to a finger of 44 px. */
export type ButtonSize = "small" | "normal" | "large";

const tones: Record<ButtonTone, string> = {
  primary: "bg-fg text-bg hover:bg-fg/88",
  amber: "bg-amber text-on-amber hover:bg-amber-over",
  quiet: "text-fg ring-1 ring-inset ring-control hover:bg-raised",
  plain: "text-fg hover:bg-raised",
  danger: "bg-danger text-on-amber hover:bg-danger-over",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-9 px-3 text-sm after:absolute after:-inset-y-1 after:inset-x-0",
  normal: "min-h-11 px-4 text-base",
  large: "min-h-14 px-6 text-lg w-full sm:w-auto",
};

const disabled =
  "disabled:bg-raised disabled:text-muted disabled:ring-0 aria-disabled:bg-raised aria-disabled:text-muted aria-disabled:ring-0";

export function buttonLook(tone: ButtonTone, size: ButtonSize, className?: string): string {
  return classNames(
    "relative inline-flex select-none items-center justify-center gap-2 rounded-md text-center font-semibold leading-tight no-underline",
    "transition-colors duration-100",
    tones[tone],
    sizes[size],
    disabled,
    className,
  );
}
