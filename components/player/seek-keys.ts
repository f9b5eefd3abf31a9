const ARROW_SECONDS = 5;
const FINE_SECONDS = 1;
const PAGE_SECONDS = 15;

/** Where a key on the focused slider goes, in seconds; null when the key is not its business. */
export function seekByKey(
  key: { key: string; shiftKey: boolean },
  positionSeconds: number,
  durationSeconds: number,
): number | null {
  const step = key.shiftKey ? FINE_SECONDS : ARROW_SECONDS;
  const to = target(key.key, step, positionSeconds, durationSeconds);
  return to === null ? null : Math.min(durationSeconds, Math.max(0, to));
}

function target(key: string, step: number, position: number, duration: number): number | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return position + step;
    case "ArrowLeft":
    case "ArrowDown":
      return position - step;
    case "PageUp":
      return position + PAGE_SECONDS;
    case "PageDown":
      return position - PAGE_SECONDS;
    case "Home":
      return 0;
    case "End":
      return duration;
    default:
      return null;
  }
}
