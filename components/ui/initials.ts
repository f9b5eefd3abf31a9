/** "Ana María de la Cruz" → "AC": first letters of the first and the last word. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const first = parts[0];
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  return [first, last].map((part) => (part ? [...part][0]?.toLocaleUpperCase() : "")).join("");
}
