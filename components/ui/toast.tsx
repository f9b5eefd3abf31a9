"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";

const SHOWN_MS = 6000;
const Say = createContext<(words: string) => void>(() => {});

/** `const say = useToast(); say("Copied.")`: for what is done and needs nothing more. Failures are a Notice in place. */
export const useToast = () => useContext(Say);

export function ToastRegion({ children }: { children: ReactNode }) {
  const [words, setWords] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((next: string) => {
    clearTimeout(timer.current);
    setWords(next);
    timer.current = setTimeout(() => setWords(""), SHOWN_MS);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <Say value={say}>
      {children}
      <div
        role="status"
        // What is decided stands at the bottom of a small screen: there it lies over the page's own header, beside the menu.
        className="pointer-events-none fixed z-50 grid max-lg:top-[max(0.5rem,env(safe-area-inset-top))] max-lg:right-16 max-lg:left-4 max-lg:justify-items-start lg:inset-x-4 lg:bottom-4 lg:justify-items-center"
      >
        {words && <p className="rise max-w-md rounded-md bg-fg px-4 py-3 text-bg">{words}</p>}
      </div>
    </Say>
  );
}
