import { isDeepStrictEqual } from "node:util";
import { notFound, Refused } from "../errors.ts";

/**
 * A form has one id for what it makes, so that sending it again, because the answer got lost, makes nothing twice. What is
 * there by that id must be theirs (or it is not found) and what they send now.
 */
export function demandSame(theirs: Record<string, unknown> | null, sent: Record<string, unknown>) {
  if (!theirs) throw notFound();
  if (!Object.entries(sent).every(([field, value]) => isDeepStrictEqual(theirs[field], value)))
    throw new Refused(
      "CONFLICT",
      "This was made already, when no answer reached you, and is not what you send now. Nothing was made twice; reload the page and change it there.",
    );
}
