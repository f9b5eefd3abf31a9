import { useQuery } from "@tanstack/react-query";
import { decodeOverviews } from "./overviews-format.ts";

/**
 * Minima and maxima of every file of a song's set, by file id, as OverviewCanvas draws them. Read again whenever the page's
 * queries are; while nothing changed the portal sends nothing.
 */
export const useOverviews = (songId: string) =>
  useQuery({ queryKey: ["overviews", songId], queryFn: ({ signal }) => loadOverviews(songId, signal) });

async function loadOverviews(songId: string, signal: AbortSignal): Promise<Map<string, Int8Array>> {
  const response = await fetch(`/api/media/songs/${songId}/overviews`, { signal });
  if (!response.ok) throw new Error(`overviews: ${response.status}`);
  return decodeOverviews(new Uint8Array(await response.arrayBuffer()));
}
