import type WaveSurfer from "wavesurfer.js";
import { type Peaks, wavesurferChannels } from "./peaks.ts";
import { isWhole, lengthOf, type TimeWindow } from "./time-window.ts";
import type { WaveColours } from "./use-wave-colours.ts";

export type WaveDrawing = {
  show: (window: TimeWindow, widthPx: number) => void;
  paint: (colours: WaveColours) => void;
  destroy: () => void;
};

type Options = {
  peaks: Peaks;
  heightPx: number;
  colours: WaveColours;
  nonce: string | undefined;
  /** Asked when the library is there: it colours what this element has played. */
  media: () => HTMLAudioElement | null;
};

/** wavesurfer draws stored peaks; it decodes nothing, plays nothing and takes no input. */
export async function drawWave(host: HTMLElement, options: Options): Promise<WaveDrawing> {
  const { default: Library } = await import("wavesurfer.js");
  const { peaks, nonce } = options;
  const media = options.media();
  const container = document.createElement("div");
  container.className = "absolute inset-0";
  host.append(container);
  const drawing = Library.create({
    container,
    height: options.heightPx,
    peaks: wavesurferChannels(peaks),
    duration: peaks.frames / peaks.sampleRateHz,
    waveColor: options.colours.wave,
    progressColor: options.colours.played,
    cursorWidth: 0,
    interact: false,
    autoScroll: false,
    autoCenter: false,
    hideScrollbar: true,
    ...(media && { media }),
    ...(nonce && { cspNonce: nonce }),
  });
  await new Promise<void>((drawn) => drawing.once("ready", () => drawn()));
  return {
    show: showWindow(drawing, peaks),
    paint: ({ wave, played }) => drawing.setOptions({ waveColor: wave, progressColor: played }),
    destroy: () => {
      drawing.destroy();
      container.remove();
    },
  };
}

function showWindow(drawing: WaveSurfer, peaks: Peaks): WaveDrawing["show"] {
  let drawnPxPerSecond = 0;
  return (window, widthPx) => {
    const pxPerSecond = (widthPx / lengthOf(window)) * peaks.sampleRateHz;
    // 0 fits the width; the exact figure could be a rounding away from a scrollbar.
    const wanted = isWhole(window, peaks.frames) ? 0 : pxPerSecond;
    if (wanted !== drawnPxPerSecond) drawing.zoom(wanted);
    drawnPxPerSecond = wanted;
    drawing.setScroll((window.start / peaks.sampleRateHz) * pxPerSecond);
  };
}
