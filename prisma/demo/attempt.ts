import { transact } from "../../server/db.ts";
import { newId } from "../../server/ids.ts";

/** The seed does what the worker would, at once: nobody waits for the demo's files. */
export const attempt = () => ({
  key: `seed.${newId()}`,
  signal: new AbortController().signal,
  fenced: transact,
  last: true,
});
