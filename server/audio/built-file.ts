import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Path of a built file: beside the bundle that asks for it, and in a folder of its own when the sources run by
 * themselves, as in tests, so that those never touch what a started program uses.
 */
export function builtFile(name: string): string {
  const here = fileURLToPath(import.meta.url);
  return here.endsWith(".ts")
    ? join(dirname(here), "../../.build/from-source", name)
    : join(dirname(here), name);
}
