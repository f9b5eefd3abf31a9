import { MarkerShape } from "@/components/player/marker-shape.tsx";
import type { Note } from "./review-types.ts";

/** The note's shape, as on the waveform; its words stand beside it. */
export function NoteMark({ note }: { note: Pick<Note, "kind" | "state" | "number" | "request"> }) {
  return (
    <span aria-hidden className="grid size-7 shrink-0 place-items-center">
      <MarkerShape
        marker={{
          kind: note.kind,
          resolved: note.state === "resolved",
          blocking: note.request?.blocking ?? false,
          number: note.number,
        }}
      />
    </span>
  );
}
