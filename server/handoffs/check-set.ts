import { referenceOf } from "../renders/rules.ts";
import { checkFile } from "./check-file.ts";
import { commonStart } from "./common-start.ts";
import { compareSheet } from "./compare-sheet.ts";
import { advise, ask, block, counted, type Finding, type Measured, type Sheet, type Spec } from "./rules.ts";
import type { SetKind } from "./schema.ts";
import { trackKind } from "./words.ts";

export type Beside = {
  /** How far the sum of the stems at unity lies from the rough mix; null while it is being compared. */
  sum: { referenceName: string; residualDb: number } | "failed" | null;
  /** What the track sheet names, where there is one. */
  sheet: Sheet | null;
  /** The names of files that are on their way into the set. */
  arriving: readonly string[];
};

/** Whether the files that lie there are a whole set of the kind that it is handed off as. */
export function checkSet(kind: SetKind, files: readonly Measured[], spec: Spec, beside: Beside): Finding[] {
  const tracks = files.filter((f) => f.kind === "multitrack" || f.kind === "stem");
  const own = tracks.filter((t) => t.kind === trackKind[kind]);
  return [
    ...ofKind(kind, own, tracks),
    ...roughMix(files),
    ...arriving(beside.arriving),
    ...tracks.flatMap((t) => checkFile(t, spec)),
    ...commonStart(tracks),
    ...duplicates(tracks),
    ...(beside.sheet && tracks.length > 0 ? compareSheet(beside.sheet, files) : []),
    ...(kind === "stems" ? sumsToRoughMix(own, referenceOf(files), beside.sum) : []),
  ];
}

function ofKind(kind: SetKind, own: readonly Measured[], tracks: readonly Measured[]): Finding[] {
  const strays = tracks.filter((t) => !own.includes(t));
  if (own.length > 0)
    return strays.map((t) => ask("kind", t, `${t.name} lies here as a ${t.kind}, in a set of ${kind}.`));
  const [stray] = strays;
  const besides = stray ? ` What lies here is ${counted(strays.length, stray.kind)}.` : "";
  return [block("empty_set", null, `There are no ${kind} in this set yet.${besides}`)];
}

function roughMix(files: readonly Measured[]): Finding[] {
  const reference = referenceOf(files);
  if (!reference) return [ask("no_rough_mix", null, "No rough mix lies beside the set.")];
  const count = files.filter((f) => f.kind === "rough_mix").length;
  if (count === 1) return [];
  const which = `${reference.name} is the newest of ${count} rough mixes`;
  return [advise("rough_mixes", reference, `${which}: the set is compared with it.`)];
}

const arriving = (names: readonly string[]): Finding[] =>
  [...new Set(names)].map((name) =>
    ask(`arriving:${name}`, null, `${name} is still on its way into the set.`),
  );

function duplicates(tracks: readonly Measured[]): Finding[] {
  return tracks.flatMap((t) => {
    const first = tracks.find((other) => other.sha256 === t.sha256);
    if (!first || first === t) return [];
    return [ask("duplicate", t, `${t.name} is the same file as ${first.name}.`)];
  });
}

const sumLimitDb = -60;

function sumsToRoughMix(
  stems: readonly Measured[],
  reference: Measured | undefined,
  sum: Beside["sum"],
): Finding[] {
  if (stems.length === 0 || !reference) return [];
  const rates = new Set([...stems, reference].flatMap((f) => f.report?.sampleRateHz ?? []));
  if (rates.size > 1)
    return [
      ask("sum", null, "The stems cannot be summed against the rough mix: they run at different rates."),
    ];
  if (!sum)
    return [block("sum_pending", null, "The sum of the stems is still being compared with the rough mix.")];
  if (sum === "failed")
    return [
      ask(
        "sum",
        null,
        "The stems could not be compared with the rough mix, after several tries. Listen to both; setting a file aside and bringing it back compares them once more.",
      ),
    ];
  if (sum.residualDb <= sumLimitDb) return [];
  const off = `${Math.abs(sum.residualDb).toFixed(1)} dB ${sum.residualDb > 0 ? "above" : "below"} it`;
  return [
    ask("sum", null, `The stems at unity do not sum to ${sum.referenceName}: what is left lies ${off}.`),
  ];
}
