import { mediaRoute } from "@/app/api/media/media-route.ts";
import { packSet } from "@/server/handoffs/pack-set.ts";
import { zipBytes } from "@/server/storage/zip.ts";

export const dynamic = "force-dynamic";

/** The whole set as one file, which a broken download goes on with where it stopped. */
export const { GET, HEAD } = mediaRoute("handOffId", async (actor, handOffId) => {
  const { name, zip } = await packSet(actor, handOffId);
  return {
    etag: zip.etag,
    sizeBytes: zip.sizeBytes,
    type: "application/zip",
    name,
    disposition: "attachment",
    read: (range) => zipBytes(zip, range),
  };
});
