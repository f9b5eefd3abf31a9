/** One name a line; numbering, tabs and what follows them are the sheet's own. */
export function namesOnSheet(text: string): string[] {
  const names = text
    .split(/\r?\n/)
    .map((line) => (line.split("\t")[0] ?? "").trim())
    .filter((line) => /\.(wav|aif|aiff|flac|w64|caf)$/i.test(line));
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
