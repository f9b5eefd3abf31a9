import { initials } from "./initials.ts";

/** Initials beside a name that is written out; alone it says the name to ears. */
export function Avatar({ name, alone = false }: { name: string; alone?: boolean }) {
  return (
    <span
      {...(alone ? { role: "img", "aria-label": name } : { "aria-hidden": true })}
      className="grid size-8 shrink-0 place-items-center rounded-full bg-raised font-semibold text-xs ring-1 ring-line ring-inset"
    >
      {initials(name)}
    </span>
  );
}
