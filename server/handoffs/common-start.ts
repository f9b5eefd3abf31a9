import { ask, type Finding, type Measured } from "./rules.ts";

/**
 * What says that the tracks begin together: the timestamps, where every track carries one, however long it is; else
 * their equal length. Zero everywhere is what programs write that do not set the field, so it is no evidence; beside
 * a track that says another time it is a time like any other.
 */
export function commonStart(tracks: readonly Measured[]): Finding[] {
  const measured = tracks.filter(isMeasured);
  const stamped = measured.filter(isStamped);
  const saysTimes = stamped.length === tracks.length && stamped.some((t) => t.report.startSample > 0);
  return saysTimes ? starts(stamped) : lengths(measured);
}

type MeasuredTrack = Measured & { report: NonNullable<Measured["report"]> };
type StampedTrack = MeasuredTrack & { report: { startSample: number } };
const isMeasured = (t: Measured): t is MeasuredTrack => t.report !== null;
const isStamped = (t: MeasuredTrack): t is StampedTrack => t.report.startSample !== null;

const lengthSeconds = ({ report }: MeasuredTrack) => report.frames / report.sampleRateHz;
const startSeconds = ({ report }: StampedTrack) => report.startSample / report.sampleRateHz;

/** Each is compared with a track of the start that most have, to half a sample. */
function starts(tracks: readonly StampedTrack[]): Finding[] {
  const together = (t: StampedTrack) => tracks.filter((o) => startSeconds(o) === startSeconds(t)).length;
  const usual = tracks.reduce((a, t) => (together(t) > together(a) ? t : a));
  return tracks.flatMap((t) => {
    const lateSeconds = startSeconds(t) - startSeconds(usual);
    if (Math.abs(lateSeconds) * t.report.sampleRateHz < 0.5) return [];
    const difference = `${t.name} starts ${differenceText(lateSeconds)} ${usual.name}`;
    return [ask("start", t, `${difference}, by their timestamps.`)];
  });
}

/** A few samples still show. */
function differenceText(lateSeconds: number) {
  const seconds = Math.abs(lateSeconds);
  return `${seconds.toFixed(seconds < 0.01 ? 6 : 3)} s ${lateSeconds > 0 ? "after" : "before"}`;
}

function lengths(tracks: readonly MeasuredTrack[]): Finding[] {
  const longest = Math.max(...tracks.map(lengthSeconds));
  return tracks
    .filter((t) => longest - lengthSeconds(t) > 0.0005)
    .map((t) => {
      const length = `${lengthSeconds(t).toFixed(3)} s long, the longest ${longest.toFixed(3)} s`;
      return ask("length", t, `${t.name} is ${length}: it may not start where the others do.`);
    });
}
