"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Menu, MenuSeparator } from "@/components/ui/menu.tsx";
import { OpeningLink } from "@/components/ui/opening-link.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export type NavLink = { href: Route; label: string };

type Props = {
  /** The studio, or whatever this place is to them. */
  name: string;
  homeHref: Route;
  nav: readonly NavLink[];
  person: { name: string; email: string };
  /** Further items of the person's menu, sign-out among them. */
  children: ReactNode;
};

export function AppHeader({ name, homeHref, nav, person, children }: Props) {
  const here = innermost(usePathname(), nav);
  return (
    <header className="border-line border-b">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-fg focus:px-4 focus:py-3 focus:text-bg"
      >
        Skip to the content
      </a>
      <div className="flex flex-wrap items-center gap-x-2 px-4 sm:flex-nowrap sm:gap-x-6 sm:px-6">
        <OpeningLink
          href={homeHref}
          className="flex min-h-14 min-w-0 grow items-center truncate font-display font-semibold text-lg sm:grow-0"
        >
          <span className="truncate">{name}</span>
        </OpeningLink>
        {nav.length > 0 && (
          <nav
            aria-label="Studio"
            className="-mx-4 order-last flex basis-[calc(100%+2rem)] gap-1 overflow-x-auto px-2 sm:order-none sm:mx-0 sm:grow sm:basis-auto sm:px-0"
          >
            {nav.map((link) => (
              <OpeningLink
                key={link.href}
                href={link.href}
                current={link.href === here}
                className="flex min-h-11 items-center whitespace-nowrap border-transparent border-y-2 px-2 text-muted hover:text-fg focus-visible:-outline-offset-2 aria-[current]:border-b-fg aria-[current]:text-fg sm:min-h-14 sm:px-3"
              >
                {link.label}
              </OpeningLink>
            ))}
          </nav>
        )}
        <div className="ml-auto">
          <Menu label={`${person.name}: your menu`} trigger={<Avatar name={person.name} />}>
            <div className="px-3 py-2">
              <p className="font-semibold">{person.name}</p>
              <p className="break-all text-muted text-sm">{person.email}</p>
            </div>
            <MenuSeparator />
            <div className="p-2">
              <ThemeSwitch />
            </div>
            <MenuSeparator />
            {children}
          </Menu>
        </div>
      </div>
    </header>
  );
}

/** The most exact of the links that lead here: a studio's people are not its board too. */
const innermost = (path: string, nav: readonly NavLink[]) =>
  nav
    .map((link) => link.href as string)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .toSorted((a, b) => b.length - a.length)[0];
