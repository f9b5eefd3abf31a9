/** What tells whether the portal can be reached: the network, the page's live stream, and what the page reads. */
export type Sign = "network" | "stream" | "reads";

/** Which of them fail, and since when there is one that does. */
export type Connection = { failing: readonly Sign[]; sinceMs: number | null };

export type News = { sign: Sign; works: boolean; atMs: number };

export const connected: Connection = { failing: [], sinceMs: null };

/** A train through a tunnel, a portal that is started anew: what is over within this is not worth a word. */
export const SAID_AFTER_MS = 4_000;

export function afterNews(was: Connection, { sign, works, atMs }: News): Connection {
  if (works !== was.failing.includes(sign)) return was;
  const failing = works ? was.failing.filter((s) => s !== sign) : [...was.failing, sign];
  return { failing, sinceMs: failing.length === 0 ? null : (was.sinceMs ?? atMs) };
}

/** How long until it is to be said; null while nothing fails. */
export const saidInMs = ({ sinceMs }: Connection, nowMs: number): number | null =>
  sinceMs === null ? null : Math.max(0, sinceMs + SAID_AFTER_MS - nowMs);
