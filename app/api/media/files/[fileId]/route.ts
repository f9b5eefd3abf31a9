import { original } from "@/app/api/media/files/original.ts";
import { mediaRoute } from "@/app/api/media/media-route.ts";
import { fileFor } from "@/server/files/queries.ts";

export const dynamic = "force-dynamic";

/** The original, as it came, under the name that it came with. */
export const { GET, HEAD } = mediaRoute("fileId", async (actor, fileId, request) =>
  original(actor, await fileFor(actor, fileId, "take"), request),
);
