import * as z from "zod";

export const OfStudio = z.object({ studioId: z.uuid() });
export const OfProject = z.object({ projectId: z.uuid() });
export const OfSong = z.object({ songId: z.uuid() });
export const FinishedPage = OfStudio.extend({ cursor: z.uuid().optional() });
