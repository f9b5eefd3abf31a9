import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { mediaRoute } from "@/app/api/media/media-route.ts";
import { overviewBytes, overviewColumns, overviewsHead } from "@/components/overviews/overviews-format.ts";
import { overview } from "@/server/audio/peaks-format.ts";
import { overviewsOf } from "@/server/renders/queries.ts";
import { store } from "@/server/storage/current.ts";
import type { ByteRange } from "@/server/storage/range.ts";
import type { Address } from "@/server/storage/store.ts";

export const dynamic = "force-dynamic";

const atOnce = 16;

/** Every overview of a song's set in one answer; components/overviews/overviews-format.ts says how. */
export const { GET, HEAD } = mediaRoute("songId", async (actor, songId) => {
  const files = await overviewsOf(actor, songId);
  const head = overviewsHead(files.map((file) => file.fileId));
  const key = JSON.stringify([overviewColumns, files.map((file) => [file.fileId, file.peaks.sha256])]);
  return {
    etag: `"overviews-${createHash("sha256").update(key).digest("hex")}"`,
    sizeBytes: head.length + files.length * overviewColumns * 2,
    type: "application/octet-stream",
    name: "overviews",
    disposition: "attachment",
    read: (range) =>
      slice(
        head,
        files.map((file) => file.peaks),
        range,
      ),
  };
});

async function* slice(head: Uint8Array, peaks: readonly Address[], { start, end }: ByteRange) {
  const parts: Uint8Array[] = [head];
  for (let i = 0; i < peaks.length; i += atOnce) {
    parts.push(...(await Promise.all(peaks.slice(i, i + atOnce).map(overviewAt))));
  }
  yield Buffer.concat(parts).subarray(start, end + 1);
}

/** One that cannot be read must not hide the others. */
async function overviewAt(peaks: Address): Promise<Uint8Array> {
  try {
    return overviewBytes(overview(await buffer(store.read(peaks)), overviewColumns));
  } catch (error) {
    console.error(`The peaks ${peaks.sha256} cannot be read:`, error);
    return overviewBytes(null);
  }
}
