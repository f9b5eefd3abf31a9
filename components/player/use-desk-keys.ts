"use client";

import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { type DeskAct, deskActFor } from "./desk-keys.ts";

/** Answers to the desk's keys, except where somebody types or a control wants the key for itself. */
export function useDeskKeys(onAct: (act: DeskAct) => void) {
  const [letters] = useLetterKeys();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || wantsKey(event)) return;
    const act = deskActFor(event, letters);
    if (!act || (event.repeat && act.act !== "back" && act.act !== "forward")) return;
    event.preventDefault();
    onAct(act);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

const TYPING =
  "input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable=true]";
const PRESSED_BY_SPACE = "button, summary, a[href], input, [role=button]";

function wantsKey(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return false;
  if (document.querySelector("dialog:modal") || target.closest(TYPING)) return true;
  if (event.key === " ") return target.closest(PRESSED_BY_SPACE) !== null;
  return event.key.startsWith("Arrow") && target.closest("input, [role=slider]") !== null;
}

const STORED_AS = "desk-letter-keys";
const CHANGED = "desk-letter-keys-changed";

/** Whether single letters act, kept on this device; `[on, turn]`. */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(STORED_AS) !== "off",
    () => true,
  );
  const turn = useCallback((next: boolean) => {
    localStorage.setItem(STORED_AS, next ? "on" : "off");
    dispatchEvent(new Event(CHANGED));
  }, []);
  return [on, turn];
}

function subscribe(listener: () => void) {
  addEventListener("storage", listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener("storage", listener);
    removeEventListener(CHANGED, listener);
  };
}
