type Heard = { id: string };

/** Newest first, each once. */
export const justHeard = (heard: readonly string[], ...ids: string[]): string[] => [
  ...ids,
  ...heard.filter((id) => !ids.includes(id)),
];

/** What X goes to: the one that was heard before the one in focus; at first the one that stands before it. */
export function otherThan(
  focusId: string,
  sources: readonly Heard[],
  heard: readonly string[],
): string | undefined {
  const known = heard.find((id) => id !== focusId && sources.some((source) => source.id === id));
  if (known !== undefined) return known;
  const at = sources.findIndex((source) => source.id === focusId);
  return at < 0 ? sources.at(-1)?.id : (sources[at - 1] ?? sources[at + 1])?.id;
}
