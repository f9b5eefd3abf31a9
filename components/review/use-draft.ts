"use client";

import { useCallback, useEffect, useState } from "react";
import { type DraftOf, draftKey, keepDraft, readDraft } from "./draft.ts";
import { useWriter } from "./writer.tsx";

/** State that outlives a failed send, a lost session and a closed tab, until `clear`. `empty` must not change. */
export function useDraft<T extends object>(of: DraftOf, id: string, empty: T) {
  const key = draftKey(useWriter(), of, id);
  const [draft, setDraft] = useState(empty);
  const [restored, setRestored] = useState(false);

  useEffect(() => {
    const kept = readDraft(localStorage, key, empty);
    setRestored(kept !== null);
    setDraft(kept ?? empty);
  }, [key, empty]);

  const change = useCallback(
    (part: Partial<T>) =>
      setDraft((was) => {
        const next = { ...was, ...part };
        keepDraft(localStorage, key, next);
        return next;
      }),
    [key],
  );

  const clear = useCallback(() => {
    localStorage.removeItem(key);
    setRestored(false);
    setDraft(empty);
  }, [key, empty]);

  return { draft, change, clear, restored };
}
