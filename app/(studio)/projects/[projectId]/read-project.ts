import { cache } from "react";
import { begin } from "@/app/prefetch.tsx";

/** Once per request, for the page and for its title. */
export const readProject = cache((projectId: string, here: string) =>
  begin((c) => c.overview.project({ projectId }), here),
);
