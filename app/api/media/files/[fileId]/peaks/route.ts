import { mediaRoute } from "@/app/api/media/media-route.ts";
import { Refused } from "@/server/errors.ts";
import { fileFor } from "@/server/files/queries.ts";
import { renderOf } from "@/server/renders/queries.ts";
import { store } from "@/server/storage/current.ts";
import { storedContent } from "@/server/storage/stored-content.ts";

export const dynamic = "force-dynamic";

/** The waveform at every zoom; the format is that of server/audio/peaks-format.ts. */
export const { GET, HEAD } = mediaRoute("fileId", async (actor, fileId) => {
  const file = await fileFor(actor, fileId, "see");
  const sha256 = (await renderOf("peaks", file))?.sha256;
  if (!sha256)
    throw new Refused(
      "NOT_FOUND",
      "This file has no waveform yet. The original is safe; try again in a moment.",
    );
  return {
    ...(await storedContent(store, { studioId: file.studioId, sha256 })),
    type: "application/octet-stream",
    name: `${file.name}.peaks`,
    disposition: "attachment",
  };
});
