"use client";

import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, type ToggleEvent, useId, useRef } from "react";
import { classNames } from "./class-names.ts";

type MenuProps = {
  /** Names the button and the menu for ears. */
  label: string;
  trigger: ReactNode;
  triggerClassName?: string;
  children: ReactNode;
};

const GAP_PX = 4;

/** A button that opens a short list over the page. The browser's popover closes it on Esc and on a press beside it. */
export function Menu({ label, trigger, triggerClassName, children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);

  function place(event: ToggleEvent<HTMLDivElement>) {
    if (event.newState !== "open" || !button.current) return;
    const menu = event.currentTarget;
    const at = button.current.getBoundingClientRect();
    const below = at.bottom + GAP_PX + menu.offsetHeight <= innerHeight;
    menu.style.top = `${below ? at.bottom + GAP_PX : Math.max(GAP_PX, at.top - GAP_PX - menu.offsetHeight)}px`;
    menu.style.left = `${Math.max(GAP_PX, at.right - menu.offsetWidth)}px`;
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={classNames(
          "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md hover:bg-raised",
          triggerClassName,
        )}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        onToggle={place}
        className="fixed inset-auto m-0 min-w-56 max-w-[calc(100vw-8px)] rounded-md bg-surface p-1 text-base ring-1 ring-control"
      >
        {children}
      </div>
    </>
  );
}

const itemLook =
  "flex min-h-11 w-full items-center gap-3 rounded-sm px-3 text-left hover:bg-raised focus-visible:-outline-offset-2";

const closeAround = (element: Element) => element.closest<HTMLElement>("[popover]")?.hidePopover();

export function MenuItem({
  onSelect,
  danger = false,
  children,
}: {
  onSelect: () => void;
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={classNames(itemLook, danger && "text-danger")}
      onClick={(event) => {
        closeAround(event.currentTarget);
        onSelect();
      }}
    >
      {children}
    </button>
  );
}

export function MenuLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link href={href} className={itemLook} onClick={(event) => closeAround(event.currentTarget)}>
      {children}
    </Link>
  );
}

export function MenuSeparator() {
  return <hr className="my-1 border-line" />;
}
