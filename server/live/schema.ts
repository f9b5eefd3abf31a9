import * as z from "zod";

export const OfProject = z.object({ projectId: z.uuid() });
export const OfStudio = z.object({ studioId: z.uuid() });
