"use client";

import type { Route } from "next";
import Link, { useLinkStatus } from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { useLasting } from "./use-lasting.ts";

const SHOWN_AFTER_MS = 150;

type Props<T extends string> = {
  href: Route<T>;
  /** Its page is the one that is shown. */
  current?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * A link that shows that its page is being opened: for pages that come whole, so that they work without scripts, and
 * can show no loading state of their own.
 */
export function OpeningLink<T extends string>({ href, current = false, className, children }: Props<T>) {
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={classNames("relative", className)}
    >
      {children}
      <Opening />
    </Link>
  );
}

/** The flat line of what is on its way. Nothing moves, so nothing is promised. */
function Opening() {
  const { pending } = useLinkStatus();
  const isSlow = useLasting(pending, SHOWN_AFTER_MS);
  return (
    <>
      {isSlow && <span aria-hidden className="absolute inset-x-0 bottom-0.5 mx-2 h-0.5 bg-current" />}
      <span aria-live="polite" className="sr-only">
        {isSlow && ", opening"}
      </span>
    </>
  );
}
