import type { Stage } from "@/server/generated/prisma/client.ts";

/** Where a stage is worked on; nowhere, for whoever may not see a set. */
export function workHref(songId: string, stage: Stage, maySeeSets: boolean) {
  if (stage !== "recording") return `/songs/${songId}` as const;
  return maySeeSets ? (`/songs/${songId}/set` as const) : null;
}
