import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Path of a file in .build, seen from the bundles there and from the sources that the tests run. */
export function builtFile(name: string): string {
  const here = fileURLToPath(import.meta.url);
  return here.endsWith(".ts") ? join(dirname(here), "../../.build", name) : join(dirname(here), name);
}
