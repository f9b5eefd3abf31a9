/** The part of a song that is drawn, in frames: whole songs are `{ start: 0, end: frames }`. */
export type TimeWindow = { start: number; end: number };

/** Below this many frames per pixel the stored peaks have nothing more to show. */
const LEAST_FRAMES_PER_PIXEL = 128;
const FOLLOW_AT = 0.4;

export const lengthOf = (window: TimeWindow) => window.end - window.start;

export const whole = (frames: number): TimeWindow => ({ start: 0, end: Math.max(1, frames) });

export const isWhole = (window: TimeWindow, frames: number) => lengthOf(window) >= frames;

/** Keeps the window's length where it can, and the window inside the song. */
export function within(frames: number, window: TimeWindow): TimeWindow {
  const length = Math.min(lengthOf(window), Math.max(1, frames));
  const start = Math.min(Math.max(0, window.start), Math.max(0, frames - length));
  return { start, end: start + length };
}

/** `factor` above 1 comes closer; the frame at `anchor` stays under the same pixel. */
export function zoom(
  window: TimeWindow,
  factor: number,
  anchor: number,
  song: { frames: number; widthPx: number },
): TimeWindow {
  const least = Math.min(song.frames, Math.max(1, song.widthPx) * LEAST_FRAMES_PER_PIXEL);
  const length = Math.min(song.frames, Math.max(least, lengthOf(window) / factor));
  const share = (anchor - window.start) / lengthOf(window);
  return within(song.frames, { start: anchor - share * length, end: anchor + (1 - share) * length });
}

export const pan = (window: TimeWindow, byFrames: number, frames: number): TimeWindow =>
  within(frames, { start: window.start + byFrames, end: window.end + byFrames });

export function centredOn(window: TimeWindow, frame: number, frames: number): TimeWindow {
  const half = lengthOf(window) / 2;
  return within(frames, { start: frame - half, end: frame + half });
}

/** Moves on with the playhead: smoothly from a place left of the middle, or page by page. */
export function follow(
  window: TimeWindow,
  playhead: number,
  frames: number,
  manner: "smooth" | "pages",
): TimeWindow {
  const length = lengthOf(window);
  const inside = playhead >= window.start && playhead < window.end;
  if (manner === "pages") {
    return inside ? window : within(frames, { start: playhead, end: playhead + length });
  }
  const pivot = window.start + FOLLOW_AT * length;
  if (inside && playhead <= pivot) return window;
  return within(frames, {
    start: playhead - FOLLOW_AT * length,
    end: playhead + (1 - FOLLOW_AT) * length,
  });
}

/** 0 at the window's left edge, 1 at its right one. */
export const shareOf = (window: TimeWindow, frame: number) => (frame - window.start) / lengthOf(window);

export const frameAt = (window: TimeWindow, share: number) =>
  Math.round(window.start + share * lengthOf(window));
