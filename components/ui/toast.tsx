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
        className="pointer-events-none fixed inset-x-4 bottom-[max(1rem,env(safe-area-inset-bottom))] z-50 grid justify-items-center"
      >
        {words && <p className="rise max-w-md rounded-md bg-fg px-4 py-3 text-bg">{words}</p>}
      </div>
    </Say>
  );
}
