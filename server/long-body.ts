import { Refused } from "./errors.ts";

const mostBytes = 4_000_000;

/**
 * Throws at what no form and no page of ours sends; what follows reads a body whole, from anyone. Files have their own way in,
 * which never does. Node holds a body to the length that it states, so one that states none is refused.
 */
export function refuseLongBody({ headers }: { headers: Headers }) {
  const statedBytes = Number(headers.get("content-length") ?? 0);
  if (statedBytes <= mostBytes && !headers.has("transfer-encoding")) return;
  throw new Refused(
    "TOO_LARGE",
    "What was sent is longer than anything that a page of this portal sends. Nothing was changed; reload the page and try again.",
  );
}
