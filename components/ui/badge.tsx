import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type BadgeTone = "plain" | "amber" | "blue" | "danger" | "ok";

const tones: Record<BadgeTone, string> = {
  plain: "bg-raised text-fg",
  amber: "bg-amber text-on-amber font-semibold",
  blue: "text-blue ring-1 ring-inset ring-blue",
  danger: "text-danger ring-1 ring-inset ring-danger",
  ok: "text-ok ring-1 ring-inset ring-ok",
};

/** One or two words. The colour repeats what the words say. */
export function Badge({ tone = "plain", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex min-h-6 items-center gap-1 whitespace-nowrap rounded-sm px-2 text-sm",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
