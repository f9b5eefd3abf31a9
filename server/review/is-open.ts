import type { Prisma } from "../generated/prisma/client.ts";

/** Nobody closed it, or it was opened again since. */
export const isOpen = { resolutions: { none: { reopening: null } } } satisfies Prisma.NoteWhereInput;
