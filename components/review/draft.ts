/** What a person began to write, kept on their device until it is sent. */
export type DraftOf =
  | "note"
  | "request"
  | "reply"
  | "revision"
  | "hand-off"
  | "send-back"
  | "withdraw"
  | "reopen";

export const draftKey = (userId: string, of: DraftOf, id: string) => `draft:${userId}:${of}:${id}`;

/** Null when there is none, or when what lies there is not a draft that this page can read. */
export function readDraft<T extends object>(
  storage: Pick<Storage, "getItem">,
  key: string,
  empty: T,
): T | null {
  const kept = storage.getItem(key);
  if (kept === null) return null;
  try {
    const value: unknown = JSON.parse(kept);
    return isObject(value) ? { ...empty, ...value } : null;
  } catch {
    return null;
  }
}

/** A full or forbidden storage must not stop somebody from writing. False: it could not be kept. */
export function keepDraft(storage: Pick<Storage, "setItem">, key: string, draft: object): boolean {
  try {
    storage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
