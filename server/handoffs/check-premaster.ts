import { checkFile } from "./check-file.ts";
import { advise, ask, counted, type Finding, type Measured, type Spec } from "./rules.ts";

const headroomDb = 3;
const longestHeadSeconds = 2;
const longestTailSeconds = 10;

export function checkPremaster(file: Measured, spec: Spec): Finding[] {
  const findings = checkFile(file, spec);
  const { name, report } = file;
  if (!report) return findings;
  const { bitDepth, channels, truePeakDbtp } = report;
  if (bitDepth === null)
    findings.push(ask("lossy", file, `${name} is a lossy file; a premaster should be lossless.`));
  else if (bitDepth < spec.bitDepth)
    findings.push(ask("depth", file, `${name} has ${bitDepth} bits; the project asks for ${spec.bitDepth}.`));
  if (channels !== 2)
    findings.push(ask("channels", file, `${name} has ${counted(channels, "channel")}, not two.`));
  const headSeconds = report.silenceHeadSamples / report.sampleRateHz;
  const tailSeconds = report.silenceTailSamples / report.sampleRateHz;
  if (!report.silent && headSeconds > longestHeadSeconds)
    findings.push(ask("head", file, `${name} begins with ${headSeconds.toFixed(1)} s of silence.`));
  if (!report.silent && tailSeconds > longestTailSeconds)
    findings.push(ask("tail", file, `${name} ends with ${tailSeconds.toFixed(1)} s of silence.`));
  if (truePeakDbtp !== null && truePeakDbtp > -headroomDb) {
    const peak = `${name} peaks at ${truePeakDbtp.toFixed(1)} dBTP`;
    findings.push(
      advise("headroom", file, `${peak}; about ${headroomDb} dB of headroom leave mastering room.`),
    );
  }
  return findings;
}
