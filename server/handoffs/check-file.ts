import { ask, block, counted, type Finding, type Measured, type Spec } from "./rules.ts";

/** What any audio of a hand-off is checked for, by itself. */
export function checkFile(file: Measured, spec: Spec): Finding[] {
  const { name, report } = file;
  if (!report) return [block("not_measured", file, `${name} is still being measured.`)];
  const { sampleRateHz, silent, clippedRuns } = report;
  const findings: Finding[] = [];
  if (sampleRateHz !== spec.sampleRateHz)
    findings.push(
      ask("rate", file, `${name} runs at ${khz(sampleRateHz)}; the project at ${khz(spec.sampleRateHz)}.`),
    );
  if (silent) findings.push(ask("silent", file, `${name} is silent from start to end.`));
  if (clippedRuns.count > 0) {
    const runs = counted(clippedRuns.count, "clipped run");
    const longest = counted(clippedRuns.longestSamples, "sample");
    findings.push(ask("clipping", file, `${name} has ${runs}, the longest of ${longest}.`));
  }
  return findings;
}

const khz = (hz: number) => `${hz / 1000} kHz`;
