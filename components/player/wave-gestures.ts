type Gestures = {
  /** `factor` above 1 comes closer; `share` is the pointer's place, 0 left to 1 right. */
  onZoom: (factor: number, share: number) => void;
  onPan: (px: number) => void;
};

const WHEEL_ZOOM_PER_PX = 0.004;

/** Ctrl wheel and pinch zoom, a sideways wheel pans; an ordinary wheel stays the page's. Returns its end. */
export function listenForGestures(element: HTMLElement, gestures: Gestures): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const zoom = oncePerFrame(gestures.onZoom, signal);
  const shareAt = (clientX: number) => {
    const box = element.getBoundingClientRect();
    return (clientX - box.left) / box.width;
  };

  element.addEventListener(
    "wheel",
    (event) => {
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        zoom(Math.exp(-event.deltaY * WHEEL_ZOOM_PER_PX), shareAt(event.clientX));
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        gestures.onPan(sideways);
      } else return;
      event.preventDefault();
    },
    { passive: false, signal },
  );

  listenForPinch(element, signal, (factor, middleX) => zoom(factor, shareAt(middleX)));
  return () => listeners.abort();
}

/** A wheel speaks several times per frame; drawing anew for each word would fall behind it. */
function oncePerFrame(onZoom: Gestures["onZoom"], signal: AbortSignal): Gestures["onZoom"] {
  let frame = 0;
  let pending = 1;
  signal.addEventListener("abort", () => cancelAnimationFrame(frame));
  return (factor, share) => {
    pending *= factor;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      onZoom(pending, share);
      pending = 1;
    });
  };
}

function listenForPinch(
  element: HTMLElement,
  signal: AbortSignal,
  onPinch: (factor: number, middleX: number) => void,
) {
  const fingers = new Map<number, number>();
  let pinching = false;
  const options = { capture: true, signal };

  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType !== "touch") return;
      fingers.set(event.pointerId, event.clientX);
      if (fingers.size < 2) return;
      // What the first finger began is not meant any more.
      if (!pinching) event.target?.dispatchEvent(new PointerEvent("pointercancel", { bubbles: true }));
      pinching = true;
      event.stopPropagation();
    },
    options,
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      if (!fingers.has(event.pointerId) || !pinching) return;
      const before = spread(fingers);
      fingers.set(event.pointerId, event.clientX);
      const after = spread(fingers);
      if (fingers.size === 2 && before.px > 0 && after.px > 0) onPinch(after.px / before.px, after.middleX);
      event.stopPropagation();
    },
    options,
  );
  const lift = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return;
    if (pinching) event.stopPropagation();
    if (fingers.size === 0) pinching = false;
  };
  element.addEventListener("pointerup", lift, options);
  element.addEventListener("pointercancel", lift, options);
}

function spread(fingers: Map<number, number>) {
  const xs = [...fingers.values()];
  const [min, max] = [Math.min(...xs), Math.max(...xs)];
  return { px: max - min, middleX: (min + max) / 2 };
}
