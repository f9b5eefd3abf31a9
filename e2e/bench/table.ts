// What the bench says at the end: one line for each thing measured, with its target.

export type Line = {
  what: string;
  portal: string;
  plain: string;
  ratio: string;
  target: string;
  verdict: "met" | "missed" | "skipped";
};

export const met = (isMet: boolean): Line["verdict"] => (isMet ? "met" : "missed");

export const skipped = (what: string, target: string): Line => ({
  what,
  portal: "–",
  plain: "–",
  ratio: "–",
  target,
  verdict: "skipped",
});

export const seconds = (s: number) => `${s.toFixed(2)} s`;

export function median(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (below === undefined || above === undefined) throw new Error("There is nothing to take the median of.");
  return (below + above) / 2;
}

const headings: Record<keyof Line, string> = {
  what: "What",
  portal: "Portal",
  plain: "Plain",
  ratio: "Ratio",
  target: "Target",
  verdict: "",
};

/** In Markdown, with columns that a terminal shows straight, too. */
export function tableOf(lines: readonly Line[]) {
  const columns = Object.keys(headings) as (keyof Line)[];
  const widths = columns.map((c) => Math.max(3, ...[headings, ...lines].map((line) => line[c].length)));
  const row = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  return [
    row(columns.map((c) => headings[c])),
    row(widths.map((width) => "-".repeat(width))),
    ...lines.map((line) => row(columns.map((c) => line[c]))),
  ].join("\n");
}
