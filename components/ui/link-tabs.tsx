import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export type LinkTab = { href: Route; label: ReactNode; current: boolean };

/** Tabs that are pages: each has an address, and works before any script runs. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto border-line border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className="flex min-h-11 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-muted hover:text-fg focus-visible:-outline-offset-2 aria-[current]:border-fg aria-[current]:font-semibold aria-[current]:text-fg"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
