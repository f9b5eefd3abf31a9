import "./zod-without-eval.ts";
import { CreateProject } from "@/server/projects/schema.ts";
import type { Draft, FieldErrors } from "./draft.ts";

/** The input of the server, or which fields keep it from being one. A single's song is called like the release. */
export function checked(studioId: string, draft: Draft) {
  const lines = draft.kind === "single" ? draft.songs.slice(0, 1) : draft.songs;
  const songs = lines.map((line) =>
    draft.kind === "single" && !line.title.trim() ? draft.title : line.title,
  );
  const parsed = CreateProject.safeParse({ ...draft, studioId, songs, dueOn: draft.dueOn || null });
  if (parsed.success) return { ok: true as const, input: parsed.data };
  const errors: FieldErrors = { songLines: {} };
  for (const { path, message } of parsed.error.issues) {
    const [field, at] = path as [keyof Draft, number?];
    const line = field === "songs" && at !== undefined ? lines[at] : undefined;
    if (line && draft.kind !== "single") errors.songLines[line.key] ??= message;
    else if (!line) errors[field] ??= message;
  }
  return { ok: false as const, errors };
}
