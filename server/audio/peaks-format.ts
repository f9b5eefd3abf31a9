/*
 * The peaks file: minima and maxima of a waveform at several zooms. Safe in the browser.
 *
 * Little-endian header of 32 bytes: "FEPK", version u8 = 1, rows u8 (1 mono, 2 otherwise), levels u8, reserved u8,
 * sample rate u32, reserved u32, frames f64, samples per pixel of the finest level u32, factor between levels u32.
 * Then the levels, coarsest first so that a drawing of the whole file needs only the beginning. A level holds
 * ceil(frames / samplesPerPixel) pixels, each `rows` pairs of minimum and maximum as i8, 127 = full scale.
 * Files of more than two channels have odd channels (1st, 3rd…) in the first row and even ones in the second.
 */

const FINEST_SAMPLES_PER_PIXEL = 256;
const LEVEL_FACTOR = 4;
const LEVELS = 5;
const HEADER_BYTES = 32;
const VERSION = 1;

type PeakLevel = { samplesPerPixel: number; pixels: number; minMax: Int8Array };
export type Peaks = {
  rows: 1 | 2;
  sampleRateHz: number;
  frames: number;
  /** Finest first. */
  levels: PeakLevel[];
};

/** `finest` holds, per pixel of 256 frames and per row, minimum and maximum. */
export function encodePeaks(source: Omit<Peaks, "levels">, finest: Int8Array): Uint8Array {
  const levels = pyramid(finest, source.rows);
  const bytes = new Uint8Array(HEADER_BYTES + levels.reduce((sum, level) => sum + level.length, 0));
  const view = new DataView(bytes.buffer);
  bytes.set([0x46, 0x45, 0x50, 0x4b, VERSION, source.rows, LEVELS]);
  view.setUint32(8, source.sampleRateHz, true);
  view.setFloat64(16, source.frames, true);
  view.setUint32(24, FINEST_SAMPLES_PER_PIXEL, true);
  view.setUint32(28, LEVEL_FACTOR, true);
  let offset = HEADER_BYTES;
  for (const level of levels.reverse()) {
    bytes.set(new Uint8Array(level.buffer, level.byteOffset, level.length), offset);
    offset += level.length;
  }
  return bytes;
}

export function decodePeaks(bytes: Uint8Array): Peaks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = bytes[5];
  if (bytes.length < HEADER_BYTES || view.getUint32(0) !== 0x4645504b || bytes[4] !== VERSION) {
    throw new Error("This is not a peaks file of a known version.");
  }
  if (rows !== 1 && rows !== 2) throw new Error("The peaks file has neither one row nor two.");
  const frames = view.getFloat64(16, true);
  const levels: PeakLevel[] = [];
  let offset = HEADER_BYTES;
  for (let level = (bytes[6] ?? 0) - 1; level >= 0; level--) {
    const samplesPerPixel = view.getUint32(24, true) * view.getUint32(28, true) ** level;
    const pixels = Math.ceil(frames / samplesPerPixel);
    if (offset + pixels * rows * 2 > bytes.length) throw new Error("The peaks file is shorter than it says.");
    levels.unshift({
      samplesPerPixel,
      pixels,
      minMax: new Int8Array(bytes.buffer, bytes.byteOffset + offset, pixels * rows * 2),
    });
    offset += pixels * rows * 2;
  }
  return { rows, sampleRateHz: view.getUint32(8, true), frames, levels };
}

/** Minimum and maximum over both rows for each of `width` columns of the whole file. */
export function overview(bytes: Uint8Array, width: number): Int8Array {
  const peaks = decodePeaks(bytes);
  return peakColumns(peaks, 0, peaks.frames, width);
}

/** Minimum and maximum over both rows for each of `width` columns between two frames; 0 outside the file. */
export function peakColumns(peaks: Peaks, startFrame: number, endFrame: number, width: number): Int8Array {
  const columns = new Int8Array(width * 2);
  const framesPerColumn = (endFrame - startFrame) / width;
  const level = levelFor(peaks, framesPerColumn);
  if (!level) return columns;
  for (let column = 0; column < width; column++) {
    const from = Math.floor((startFrame + column * framesPerColumn) / level.samplesPerPixel);
    const to = Math.ceil((startFrame + (column + 1) * framesPerColumn) / level.samplesPerPixel);
    const [min, max] = extent(level, peaks.rows, from, Math.max(to, from + 1));
    columns[column * 2] = min;
    columns[column * 2 + 1] = max;
  }
  return columns;
}

/** Columns as wavesurfer draws them: the first array upwards, the second downwards, both positive, 1 = full scale. */
export function wavesurferPeaks(columns: Int8Array): [up: Float32Array, down: Float32Array] {
  const up = new Float32Array(columns.length / 2);
  const down = new Float32Array(columns.length / 2);
  for (let column = 0; column < up.length; column++) {
    up[column] = Math.max(0, columns[column * 2 + 1] ?? 0) / 127;
    down[column] = Math.max(0, -(columns[column * 2] ?? 0)) / 127;
  }
  return [up, down];
}

/** The coarsest level whose pixels are at most a quarter of a column, so that columns end where they should. */
function levelFor(peaks: Peaks, framesPerColumn: number): PeakLevel | undefined {
  return peaks.levels.findLast((level) => level.samplesPerPixel * 4 <= framesPerColumn) ?? peaks.levels[0];
}

function extent(level: PeakLevel, rows: number, from: number, to: number): [min: number, max: number] {
  const start = Math.max(0, from) * rows * 2;
  const end = Math.min(level.pixels, to) * rows * 2;
  if (start >= end) return [0, 0];
  let min = 127;
  let max = -127;
  for (let i = start; i < end; i += 2) {
    min = Math.min(min, level.minMax[i] ?? 0);
    max = Math.max(max, level.minMax[i + 1] ?? 0);
  }
  return [min, max];
}

/** Finest first. */
function pyramid(finest: Int8Array, rows: number): Int8Array[] {
  const levels = [finest];
  for (let level = finest; levels.length < LEVELS; levels.push(level)) level = coarser(level, rows);
  return levels;
}

function coarser(level: Int8Array, rows: number): Int8Array {
  const stride = rows * 2;
  const pixels = level.length / stride;
  const result = new Int8Array(Math.ceil(pixels / LEVEL_FACTOR) * stride);
  for (let pixel = 0; pixel * LEVEL_FACTOR < pixels; pixel++) {
    const end = Math.min((pixel + 1) * LEVEL_FACTOR, pixels) * stride;
    for (let part = 0; part < stride; part++) {
      const extreme = part % 2 === 0 ? Math.min : Math.max;
      let value = level[pixel * LEVEL_FACTOR * stride + part] ?? 0;
      for (let i = pixel * LEVEL_FACTOR * stride + part; i < end; i += stride)
        value = extreme(value, level[i] ?? 0);
      result[pixel * stride + part] = value;
    }
  }
  return result;
}
