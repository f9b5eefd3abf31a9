import type { Print, Revision } from "./review-types.ts";

/** The newest revision that sounds the same, sample for sample, whatever its file is called or packed as. */
export const sameAudio = (revisions: readonly Revision[], { report }: Pick<Print, "report">) =>
  report ? revisions.findLast(({ file }) => file.report?.pcmSha256 === report.pcmSha256) : undefined;
