import { original } from "@/app/api/media/files/original.ts";
import { mediaRoute } from "@/app/api/media/media-route.ts";
import { outgoingFile } from "@/server/delivery/queries.ts";

export const dynamic = "force-dynamic";

/** The original of a sent revision, under the name that the project's files go out with. */
export const { GET, HEAD } = mediaRoute("fileId", async (actor, fileId, request) =>
  original(actor, await outgoingFile(actor, fileId), request),
);
