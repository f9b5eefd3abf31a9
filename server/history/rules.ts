import type { EventKind } from "../events.ts";

/** On record, and no decision: what happens to files on the way, and what is said meanwhile. */
export const besideDecisions: readonly EventKind[] = [
  "upload.started",
  "upload.given_up",
  "file.kept",
  "file.refused",
  "file.set_aside",
  "file.kind_changed",
  "file.restored",
  "render.ready",
  "render.failed",
  "offset.changed",
  "note.added",
  "note.replied",
];
