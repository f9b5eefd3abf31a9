import { classNames } from "@/components/ui/class-names.ts";
import type { Marker } from "./marker.ts";

type Props = { marker: Pick<Marker, "kind" | "resolved" | "blocking" | "number">; selected?: boolean };

const SIZE_PX = 20;

/**
 * Each kind has its own outline: a square asks, a diamond is mastering's request, a tag answers, a circle praises.
 * Filled is open; an empty outline with a tick is resolved.
 */
export function MarkerShape({ marker, selected = false }: Props) {
  const { kind, resolved, blocking, number } = marker;
  const shape = shapes[resolved && kind === "request" ? "praise" : kind];
  const colour = resolved ? "text-control" : blocking ? "text-danger" : colours[kind];
  const filled = !resolved && kind !== "answer";
  return (
    <span className={classNames("relative grid size-5 place-items-center", colour)}>
      <svg
        aria-hidden="true"
        viewBox="0 0 20 20"
        width={SIZE_PX}
        height={SIZE_PX}
        className="overflow-visible"
      >
        {selected && (
          <path d={shape} className="stroke-fg" strokeWidth={5} fill="none" strokeLinejoin="round" />
        )}
        {selected && (
          <path d={shape} className="stroke-bg" strokeWidth={2} fill="none" strokeLinejoin="round" />
        )}
        <path
          d={shape}
          className={filled ? "fill-current" : "fill-surface stroke-current"}
          strokeWidth={filled ? 0 : 2}
        />
        {resolved && <path d="M6 10.5l2.8 2.8L14 7.5" className="stroke-muted" strokeWidth={2} fill="none" />}
      </svg>
      {!resolved && (
        <span
          className={classNames(
            "absolute font-mono font-bold text-[0.6875rem] leading-none",
            filled ? "text-on-amber" : "text-current",
          )}
        >
          {number}
        </span>
      )}
    </span>
  );
}

const shapes: Record<Marker["kind"], string> = {
  request: "M3 1h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z",
  praise: "M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0-18z",
  answer: "M3 1h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-4l-3 4l-3-4H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z",
  mix_revision_request: "M10 -2L22 10L10 22L-2 10z",
};

const colours: Record<Marker["kind"], string> = {
  request: "text-amber",
  praise: "text-ok",
  answer: "text-blue",
  mix_revision_request: "text-amber",
};
