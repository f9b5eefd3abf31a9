import { decodeOverviews } from "./overviews-format.ts";

/** Minima and maxima of every file of a song's set, by file id: two numbers a column, -127 to 127. */
export async function loadOverviews(songId: string, signal: AbortSignal): Promise<Map<string, Int8Array>> {
  const response = await fetch(`/api/media/songs/${songId}/overviews`, { signal });
  if (!response.ok) throw new Error(`overviews: ${response.status}`);
  return decodeOverviews(new Uint8Array(await response.arrayBuffer()));
}
