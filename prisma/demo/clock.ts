import { setClock } from "../../server/time.ts";

const dayMs = 86_400_000;
const today = Date.now();
let instant = today;

setClock(() => {
  instant += 1_000;
  return new Date(instant);
});

/** From here on it is that time of day, so many days ago (UTC). */
export function itIs(daysAgo: number, timeOfDay: string) {
  const day = new Date(today - daysAgo * dayMs).toISOString().slice(0, 10);
  instant = Math.min(Date.parse(`${day}T${timeOfDay}:00Z`), today - 60_000);
}

/** A day, so many days from now, as people type it. */
export const dayIn = (days: number) => new Date(today + days * dayMs).toISOString().slice(0, 10);
