import type { ProjectKind } from "@/server/generated/prisma/client.ts";

export const kindNames: Record<ProjectKind, string> = { single: "Single", ep: "EP", album: "Album" };
