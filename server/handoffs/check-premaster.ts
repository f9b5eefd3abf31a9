import { checkFile } from "./check-file.ts";
import { advise, ask, counted, type Finding, type Measured, type Spec } from "./rules.ts";

const headroomDb = 3;

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
  if (truePeakDbtp !== null && truePeakDbtp > -headroomDb) {
    const peak = `${name} peaks at ${truePeakDbtp.toFixed(1)} dBTP`;
    findings.push(
      advise("headroom", file, `${peak}; about ${headroomDb} dB of headroom leave mastering room.`),
    );
  }
  return findings;
}
