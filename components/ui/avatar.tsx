import { initials } from "./initials.ts";

/** Initials, beside a name that is written out or said by what they stand in. */
export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-8 shrink-0 place-items-center rounded-full bg-raised font-semibold text-xs ring-1 ring-line ring-inset"
    >
      {initials(name)}
    </span>
  );
}
