import { bareName, looseName, unnumberedName } from "./rules.ts";

type Row = readonly string[];
/** Names that one way of reading finds, and how many of them are names of files that are here. */
type Reading = { names: string[]; known: number };
type ReadingOf = (cells: readonly string[]) => Reading;

/** A cell of RFC 4180 between delimiters of each kind. */
const cells = [
  / *"([^"]*(?:""[^"]*)*)" *(?=[\t\n]|$)|[^\t\n]*/y,
  / *"([^"]*(?:""[^"]*)*)" *(?=[;\n]|$)|[^;\n]*/y,
  / *"([^"]*(?:""[^"]*)*)" *(?=[|\n]|$)|[^|\n]*/y,
  / *"([^"]*(?:""[^"]*)*)" *(?=[,\n]|$)|[^,\n]*/y,
];
const headRows = 10;
const columnsRead = 50;
const longestName = 200;

/** What no file here may have in its name either, and no database takes. */
const unprintable = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What the column that holds the names is called, the likeliest first. */
const headings = [
  /^((audio|media|wave?) )?file( ?name)?s?$|^filenames?$/,
  /^(track|stem|channel|source) ?names?$/,
  /^names?$/,
  /^(multi)?tracks?$|^(stem|channel|source|instrument)s?$/,
  /^(track|stem|channel|input|file)s? ?(list|sheet)$/,
];

/**
 * The tracks that a sheet names: of a table those in the column that its heading, or the files that are here, show to
 * hold them; of plain text the lines that name audio, or every line where most are names of files that are here, and more of them.
 */
export function namesOnSheet(sheet: Uint8Array, present: readonly string[]): string[] {
  const text = decoded(sheet).replace(/\r\n?/g, "\n").replace(unprintable, "");
  const here = new Set(present.flatMap((name) => [looseName(name), unnumberedName(name)]));
  const readingOf: ReadingOf = (cells) => {
    const names = distinct(cells.filter((cell) => hasWords(cell) && cell.length <= longestName));
    return {
      names,
      known: names.filter((n) => here.has(looseName(n)) || here.has(unnumberedName(n))).length,
    };
  };
  const table = tableIn(text);
  const readings = [table && inTable(table, readingOf), inLines(text, readingOf)];
  return best(readings.filter((r) => r !== null))?.names ?? [];
}

/** Spreadsheets still write UTF-16 and Windows-1252. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // As a stream, because Node's short way for whole buffers decodes Latin-1 instead (nodejs/node#56542).
    return new TextDecoder("windows-1252").decode(bytes, { stream: true });
  }
}

const hasWords = (cell: string) => /[\p{L}\p{N}]/u.test(cell);
const distinct = (names: readonly string[]) => [...new Map(names.map((n) => [bareName(n), n])).values()];
const best = (readings: readonly Reading[]) => readings.toSorted((a, b) => b.known - a.known)[0];

/** Rows of cells, by the delimiter that most rows agree on; null where most rows have but one cell. */
function tableIn(text: string): Row[] | null {
  const tables = cells.map((cell) => rowsOf(text, cell).filter((row) => row.some(hasWords)));
  const [table] = tables.toSorted((a, b) => agreeing(b) - agreeing(a));
  return table && agreeing(table) * 2 > table.length ? table : null;
}

function agreeing(rows: readonly Row[]): number {
  const byWidth = new Map<number, number>();
  for (const { length } of rows) if (length > 1) byWidth.set(length, (byWidth.get(length) ?? 0) + 1);
  return Math.max(0, ...byWidth.values());
}

/** A quote that does not enclose a whole cell is a sign like any other (12" tom). */
function rowsOf(text: string, cell: RegExp): Row[] {
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length; at = cell.lastIndex + 1) {
    cell.lastIndex = at;
    const [plain = "", quoted] = cell.exec(text) ?? [];
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).replace(/\s+/g, " ").trim());
    if (text[cell.lastIndex] === "\n") rows.push([]);
  }
  return rows;
}

function inTable(rows: readonly Row[], readingOf: ReadingOf): Reading | null {
  const headed = best(headedColumns(rows).map(readingOf));
  if (headed) return headed;
  const columns = Array.from({ length: columnsRead }, (_, at) => columnOf(rows, at));
  const familiar = best(columns.map(readingOf));
  if (familiar && familiar.known > 0) return familiar;
  const audio = columns.map((cells) => cells.filter((cell) => audioName.test(cell)));
  const naming = audio.find((cells) => cells.length > 0);
  return naming ? readingOf(naming) : null;
}

/** What stands below each cell that is called like names, unless it is numbers. */
const headedColumns = (rows: readonly Row[]) =>
  headings.flatMap((heading) =>
    rows.slice(0, headRows).flatMap((row, line) =>
      row.slice(0, columnsRead).flatMap((cell, at) => {
        const below = heading.test(looseName(cell)) ? columnOf(rows.slice(line + 1), at) : [];
        return below.every(isNumber) ? [] : [below];
      }),
    ),
  );

const columnOf = (rows: readonly Row[], at: number) => rows.flatMap((row) => row[at] ?? []);
const isNumber = (cell: string) => /^\d*$/.test(cell);

const bullet = /^([-*+•–]|\d{1,3}[.)])\s+/;
/** From the start of a line to where the name of its audio file ends. */
const audioName = /^.+?\.(wave?|bwf|rf64|w64|aif[cf]?|aiff|flac|caf|mp3|m4a|ogg|opus)(?=[\s,;:|([]|$)/i;

function inLines(text: string, readingOf: ReadingOf): Reading | null {
  const lines = text.split("\n").map((line) => line.trim().replace(bullet, ""));
  const audio = readingOf(lines.flatMap((line) => line.match(audioName)?.[0] ?? []));
  const each = eachLine(lines, readingOf);
  if (audio.names.length === 0) return each;
  // Some names only look like files: samplers write an ending of their own into a track's name ("Rim01.ogg").
  return each && each.known > audio.known ? each : audio;
}

function eachLine(lines: readonly string[], readingOf: ReadingOf): Reading | null {
  const title = lines.findIndex((line) => headings.some((heading) => heading.test(looseName(line))));
  const below = readingOf(lines.slice(title + 1));
  return below.known * 2 >= below.names.length && below.known > 0 ? below : null;
}
