"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Menu, MenuSeparator } from "@/components/ui/menu.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

/** `waiting`: how many things there wait for this person; said in words and in amber. */
export type NavLink = { href: Route; label: string; waiting?: number };

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
        <Link
          href={homeHref}
          className="flex min-h-14 min-w-0 grow items-center truncate font-display font-semibold text-lg sm:grow-0"
        >
          <span className="truncate">{name}</span>
        </Link>
        {nav.length > 0 && (
          <nav
            aria-label="Studio"
            className="-mx-4 order-last flex basis-[calc(100%+2rem)] gap-1 overflow-x-auto px-2 sm:order-none sm:mx-0 sm:grow sm:basis-auto sm:px-0"
          >
            {nav.map((link) => (
              <NavItem key={link.href} {...link} current={link.href === here} />
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

function NavItem({ href, label, waiting = 0, current }: NavLink & { current: boolean }) {
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className="flex min-h-11 items-center gap-2 whitespace-nowrap border-transparent border-b-2 px-2 text-muted hover:text-fg focus-visible:-outline-offset-2 aria-[current]:border-fg aria-[current]:text-fg sm:min-h-14 sm:px-3"
    >
      {label}
      {waiting > 0 && (
        <span className="grid min-h-5 min-w-5 place-items-center rounded-sm bg-amber px-1 font-mono font-semibold text-on-amber text-xs">
          {waiting}
          <span className="sr-only"> waiting for you</span>
        </span>
      )}
    </Link>
  );
}

/** The most exact of the links that lead here: a studio's people are not its board too. */
const innermost = (path: string, nav: readonly NavLink[]) =>
  nav
    .map((link) => link.href as string)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .toSorted((a, b) => b.length - a.length)[0];
