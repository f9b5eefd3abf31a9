// What the engine says about a file. Types only: the browser may import them.

export type AudioContainer = "wav" | "rf64" | "w64" | "aiff" | "flac" | "mp3" | "mp4" | "ogg" | "caf";

export type AudioFormat = {
  container: AudioContainer;
  codec: string;
  sampleRateHz: number;
  /** Null for lossy codecs. */
  bitDepth: number | null;
  sampleFormat: "int" | "float" | "lossy";
  channels: number;
  frames: number;
  /** Where it begins on its session's timeline, in samples since midnight at its own rate; null where it does not say. */
  startSample: number | null;
};

/** Loudness after ITU-R BS.1770-5 and EBU Tech 3341/3342. Null: silence, or too short to say. */
export type Report = {
  integratedLufs: number | null;
  shortTermMaxLufs: number | null;
  momentaryMaxLufs: number | null;
  loudnessRangeLu: number | null;
  truePeakDbtp: number | null;
  samplePeakDbfs: number | null;
  /** True peak minus integrated loudness. */
  peakToLoudnessDb: number | null;
  /** A run is three or more samples of one channel in a row at 32767/32768 of full scale or above; in float files, which keep what goes over it, up to full scale. */
  clippedRuns: { count: number; longestSamples: number; firstSample: number | null };
  /** Mean of each channel, 1 = full scale. */
  dcOffset: number[];
  /** Of the first two channels, -1 to 1; null for mono and when one of them is silent. */
  correlation: number | null;
  /** Frames before the first, and after the last, sample at or above -80 dBFS in any channel. */
  silenceHeadSamples: number;
  silenceTailSamples: number;
  /** No sample reaches -80 dBFS. */
  silent: boolean;
  /** Float samples that are NaN, infinite or beyond +120 dBFS. They are measured as 0; a file that has one is refused. */
  invalidSamples: number;
  /** Short-term loudness at the end of every second, to 0.1 LU; null in the first two and in silence. */
  loudnessOverTime: (number | null)[];
};

export type Measured = {
  ok: true;
  format: AudioFormat;
  report: Report;
  /** 64 hexadecimal digits; see pcm.ts for the bytes that it covers. */
  pcmSha256: string;
  peaksBytes: number;
};

export type ListeningCopy = { ok: true; codec: "aac"; sampleRateHz: number; frames: number };

/** RMS of what is left when the sum of the stems is taken from the reference, relative to the reference, in dB; -200 at the least. */
export type SumResidual = { ok: true; residualDb: number };

export type MediaRefusalCode =
  | "empty"
  | "not_audio"
  | "playlist"
  | "truncated"
  | "lying_header"
  | "unreadable"
  | "too_long"
  | "unsupported"
  | "altered";

/** `reason` is a sentence for people, without the file's name. */
export type MediaRefusal = { ok: false; code: MediaRefusalCode; reason: string };

export type DocumentType =
  | "pdf"
  | "text"
  | "rtf"
  | "zip"
  | "gzip"
  | "7z"
  | "rar"
  | "office"
  | "png"
  | "jpeg"
  | "webp"
  | "midi"
  | "daw-session";

/** What the first bytes of a file say that it is. */
export type Sniffed =
  | { kind: "audio"; container: AudioContainer }
  | { kind: "document"; type: DocumentType }
  | { kind: "playlist" }
  | { kind: "program" }
  | { kind: "empty" }
  | { kind: "unknown" };
