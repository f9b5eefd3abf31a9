let clock = () => new Date();

/** Instants are UTC everywhere; this is the only clock, and rules take its answer as an argument. */
export const now = () => clock();

/** For the demo's seed, whose history lies in the past. */
export function setClock(read: () => Date) {
  clock = read;
}

export const minutes = (n: number) => n * 60_000;
export const days = (n: number) => n * 86_400_000;

/** 83.4 s → "1:23.4" */
export function timecode(seconds: number): string {
  const tenths = Math.floor(Math.max(0, seconds) * 10 + 1e-6);
  const s = Math.floor(tenths / 10);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}.${tenths % 10}`;
}

/** 83.4 s → "1 minute 23 seconds", for ears. */
export function spoken(seconds: number): string {
  const s = Math.floor(Math.max(0, seconds));
  const m = Math.floor(s / 60);
  const rest = `${s % 60} second${s % 60 === 1 ? "" : "s"}`;
  return m === 0 ? rest : `${m} minute${m === 1 ? "" : "s"} ${rest}`;
}
