/** Minima and maxima of a waveform at several zooms, as server/audio/peaks-format.ts writes them. */
export type Peaks = {
  rows: 1 | 2;
  sampleRateHz: number;
  frames: number;
  /** Finest first. */
  levels: PeakLevel[];
};
type PeakLevel = { samplesPerPixel: number; pixels: number; minMax: Int8Array };

const MAGIC = 0x4645504b;
const VERSION = 1;
const HEADER_BYTES = 32;

export class NotPeaks extends Error {}

export function decodePeaks(bytes: Uint8Array): Peaks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getUint32(0) !== MAGIC || view.getUint8(4) !== VERSION) {
    throw new NotPeaks("This is not a peaks file of a known version.");
  }
  const rows = view.getUint8(5);
  if (rows !== 1 && rows !== 2) throw new NotPeaks("The peaks file has neither one row nor two.");
  const frames = view.getFloat64(16, true);
  const finestSamplesPerPixel = view.getUint32(24, true);
  const factor = view.getUint32(28, true);

  // Coarsest first in the file, so that a drawing of the whole song needs only its beginning.
  const levels: PeakLevel[] = [];
  let offset = HEADER_BYTES;
  for (let level = view.getUint8(6) - 1; level >= 0; level--) {
    const samplesPerPixel = finestSamplesPerPixel * factor ** level;
    const pixels = Math.ceil(frames / samplesPerPixel);
    const length = pixels * rows * 2;
    if (offset + length > bytes.length) throw new NotPeaks("The peaks file is shorter than it says.");
    levels.unshift({
      samplesPerPixel,
      pixels,
      minMax: new Int8Array(bytes.buffer, bytes.byteOffset + offset, length),
    });
    offset += length;
  }
  return { rows, sampleRateHz: view.getUint32(8, true), frames, levels };
}

/** Minimum and maximum over all rows for each of `columns` equal parts of the song, for one small canvas. */
export function overviewOf(peaks: Peaks, columns: number): Int8Array {
  const overview = new Int8Array(columns * 2);
  const framesPerColumn = peaks.frames / columns;
  const level =
    peaks.levels.findLast((candidate) => candidate.samplesPerPixel * 2 <= framesPerColumn) ?? peaks.levels[0];
  if (!level) return overview;
  const stride = peaks.rows * 2;
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * framesPerColumn) / level.samplesPerPixel);
    const to = Math.ceil(((column + 1) * framesPerColumn) / level.samplesPerPixel);
    const end = Math.min(level.pixels, Math.max(to, from + 1)) * stride;
    let min = 0;
    let max = 0;
    for (let i = from * stride; i < end; i += 2) {
      min = Math.min(min, level.minMax[i] ?? 0);
      max = Math.max(max, level.minMax[i + 1] ?? 0);
    }
    overview[column * 2] = min;
    overview[column * 2 + 1] = max;
  }
  return overview;
}

const LARGEST_GAIN = 6;
const SHARE_OF_HEIGHT = 0.95;

/** Lets the loudest place nearly fill the height, as a quiet mix is looked at as closely as a loud master. */
export function displayGain(minMax: Int8Array): number {
  let loudest = 1;
  for (const value of minMax) loudest = Math.max(loudest, Math.abs(value));
  return Math.min(LARGEST_GAIN, (SHARE_OF_HEIGHT * 127) / loudest);
}

/** wavesurfer draws its first channel upwards and its second downwards, both positive, 1 = the whole height. */
export function wavesurferChannels(peaks: Peaks): [up: Float32Array, down: Float32Array] {
  const finest = peaks.levels[0];
  const pixels = finest?.pixels ?? 0;
  const up = new Float32Array(pixels);
  const down = new Float32Array(pixels);
  if (!finest) return [up, down];
  const stride = peaks.rows * 2;
  const scale = displayGain(finest.minMax) / 127;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let min = 0;
    let max = 0;
    for (let i = pixel * stride; i < (pixel + 1) * stride; i += 2) {
      min = Math.min(min, finest.minMax[i] ?? 0);
      max = Math.max(max, finest.minMax[i + 1] ?? 0);
    }
    up[pixel] = max * scale;
    down[pixel] = Math.abs(min) * scale;
  }
  return [up, down];
}
