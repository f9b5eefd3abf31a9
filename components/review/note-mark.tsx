import { Check, CornerDownRight, Heart } from "lucide-react";
import { classNames } from "@/components/ui/class-names.ts";
import type { Note } from "./review-types.ts";

/** The note's shape in lists, as on the waveform: square asked, diamond from mastering, ring done, heart and arrow said. */
export function NoteMark({ note }: { note: Pick<Note, "kind" | "state" | "number" | "request"> }) {
  if (note.state === "resolved") {
    return (
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-full text-muted ring-2 ring-control ring-inset"
      >
        <Check size={14} strokeWidth={3} />
      </span>
    );
  }
  if (note.kind === "praise" || note.kind === "answer") {
    const Icon = note.kind === "praise" ? Heart : CornerDownRight;
    return (
      <span
        aria-hidden
        className={classNames(
          "grid size-6 shrink-0 place-items-center",
          note.kind === "praise" ? "text-ok" : "text-blue",
        )}
      >
        <Icon size={18} />
      </span>
    );
  }
  const open = note.state === "open";
  const tone = note.request?.blocking ? "danger" : "amber";
  return (
    <span aria-hidden className="grid size-6 shrink-0 place-items-center font-mono font-semibold text-xs">
      <span
        className={classNames(
          "col-start-1 row-start-1 rounded-sm",
          note.kind === "mix_revision_request" ? "size-[1.2rem] rotate-45" : "size-6",
          tone === "danger"
            ? open
              ? "bg-danger"
              : "ring-2 ring-danger ring-inset"
            : open
              ? "bg-amber"
              : "ring-2 ring-amber ring-inset",
        )}
      />
      <span
        className={classNames(
          "col-start-1 row-start-1",
          open ? "text-on-amber" : tone === "danger" ? "text-danger" : "text-amber",
        )}
      >
        {note.number}
      </span>
    </span>
  );
}
