import {
  advise,
  ask,
  bareName,
  type Finding,
  isReadable,
  looseName,
  type Measured,
  type Sheet,
  sheetsOf,
  unnumberedName,
} from "./rules.ts";

/** What the track sheet names and nobody brought, and as advice what was brought and is not on it. */
export function compareSheet(sheet: Sheet, files: readonly Measured[]): Finding[] {
  if ("unread" in sheet)
    return [advise("sheet_unread", sheet, `${sheet.name} is not compared with the set: ${sheet.unread}`)];
  const others = files.filter((f) => f.id !== sheet.id);
  const { missing, unlisted } = pairedUp(sheet.tracks, others);
  const named = `the track sheet (${sheet.name})`;
  if (missing.length === sheet.tracks.length)
    return [...newest(sheet, files), ask("sheet", sheet, noneOf(sheet.tracks, named))];
  const tracks = unlisted.filter((f) => f.kind === "multitrack" || f.kind === "stem");
  return [
    ...newest(sheet, files),
    ...missing.map((name) =>
      ask(`missing:${bareName(name)}`, sheet, `${name} is on ${named} and not in the set.`),
    ),
    ...unlistedOn(
      named,
      tracks.map((t) => t.name),
    ).map((finding) => advise("unlisted", sheet, finding)),
  ];
}

const namesShown = 5;

/** One line however many there are: what asks for a reason must not drown in advice. */
function unlistedOn(named: string, names: readonly string[]): string[] {
  const [only] = names;
  if (only === undefined) return [];
  if (names.length === 1) return [`${only} is in the set and not on ${named}.`];
  const shown = names.slice(0, namesShown).join(", ");
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : "";
  return [`${names.length} files are in the set and not on ${named}: ${shown}${more}.`];
}

const noneOf = (tracks: readonly string[], named: string) =>
  tracks.length === 1
    ? `${tracks[0]}, the one track on ${named}, is not in the set.`
    : `None of the ${tracks.length} tracks on ${named} is in the set.`;

function newest(sheet: Sheet, files: readonly Measured[]): Finding[] {
  const { length } = sheetsOf(files).filter(isReadable);
  if (length < 2) return [];
  const which = `${sheet.name} is the newest of ${length} track sheets`;
  return [advise("sheets", sheet, `${which}: the set is compared with it.`)];
}

type Keys = { bare: string; loose: string; unnumbered: string };

const keysOf = (name: string): Keys => ({
  bare: bareName(name),
  loose: looseName(name),
  unnumbered: unnumberedName(name),
});

/** From the strictest to the laxest, so that "Synth C#" is not taken for the "Synth C" that is missing. */
const alike: readonly ((a: Keys, b: Keys) => boolean)[] = [
  (a, b) => a.bare === b.bare,
  (a, b) => a.loose === b.loose,
  // Only one of them is numbered: "02 Kick" is no "01 Kick".
  (a, b) => a.loose === b.unnumbered || a.unnumbered === b.loose,
  // Samplers write an ending of their own before the file's: "Hat-c" is "Hat-c.ds.flac".
  (a, b) => b.bare.startsWith(`${a.bare}.`),
];

/** Each name has one file, and each file one name. */
function pairedUp(names: readonly string[], files: readonly Measured[]) {
  const missing = new Map(names.map((name) => [name, keysOf(name)]));
  const unlisted = new Map(files.map((f) => [f, keysOf(f.name)]));
  for (const isSame of alike) {
    for (const [name, keys] of missing) {
      const found = [...unlisted].find(([, other]) => isSame(keys, other));
      if (!found) continue;
      missing.delete(name);
      unlisted.delete(found[0]);
    }
  }
  return { missing: [...missing.keys()], unlisted: [...unlisted.keys()] };
}
