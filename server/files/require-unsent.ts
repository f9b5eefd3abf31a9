import { Refused } from "../errors.ts";
import type { fileFor } from "./queries.ts";
import { fixed } from "./rules.ts";

/** What was handed off or sent as a revision stays as it is. */
export function requireUnsent(file: Awaited<ReturnType<typeof fileFor>>) {
  if (!fixed(file)) return;
  throw new Refused(
    "CONFLICT",
    "This file is part of what was sent already, and stays as it is. Nothing was changed; bring another one instead.",
  );
}
