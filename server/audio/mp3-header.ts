// MPEG audio layer III frames: enough to know one when it is seen, and whether it states the file's length.

const BITRATES_KBPS = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const SAMPLE_RATES_HZ = [44_100, 48_000, 32_000];
const LONGEST_SIDE_INFO_END = 40;

/** Length of the frame that starts here; undefined where none does. */
export function mp3FrameBytes(bytes: Buffer): number | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) < 0xffe0) return undefined;
  const version = (bytes.readUInt8(1) >> 3) & 3;
  const layer = (bytes.readUInt8(1) >> 1) & 3;
  if (version === 1 || layer !== 1) return undefined;
  const isMpeg1 = version === 3;
  const bitrate = (isMpeg1 ? BITRATES_KBPS.mpeg1 : BITRATES_KBPS.mpeg2)[bytes.readUInt8(2) >> 4];
  const baseRate = SAMPLE_RATES_HZ[(bytes.readUInt8(2) >> 2) & 3];
  if (!bitrate || !baseRate) return undefined;
  const sampleRateHz = isMpeg1 ? baseRate : baseRate / (version === 2 ? 2 : 4);
  const padding = (bytes.readUInt8(2) >> 1) & 1;
  return Math.floor(((isMpeg1 ? 144 : 72) * bitrate * 1000) / sampleRateHz) + padding;
}

/** Whether the first frame carries a Xing or Info header, which counts the frames; else a length is a guess. */
export function statesFrameCount(firstFrame: Buffer): boolean {
  const head = firstFrame.toString("latin1", 4, LONGEST_SIDE_INFO_END);
  return head.includes("Xing") || head.includes("Info");
}
