import { mediaRoute } from "@/app/api/media/media-route.ts";
import { Refused } from "@/server/errors.ts";
import { fileFor } from "@/server/files/queries.ts";
import { renderOf } from "@/server/renders/queries.ts";
import { store } from "@/server/storage/current.ts";
import { storedContent } from "@/server/storage/stored-content.ts";

export const dynamic = "force-dynamic";

/** The listening copy: what players are fed from. */
export const { GET, HEAD } = mediaRoute("fileId", async (actor, fileId) => {
  const file = await fileFor(actor, fileId, "hear");
  const copy = await renderOf("listening_copy", file);
  if (!copy?.sha256) throw notReady(copy);
  return {
    ...(await storedContent(store, { studioId: file.studioId, sha256: copy.sha256 })),
    type: "audio/mp4",
    name: `${file.name.replace(/\.[^.]*$/, "")}.m4a`,
    disposition: "attachment",
  };
});

function notReady(copy: { state: string; reason: string | null } | null) {
  if (copy?.state === "failed") {
    const why = copy.reason ?? "It could not be made.";
    return new Refused("NOT_FOUND", `There is no listening copy of this file. ${why} The original is safe.`);
  }
  return new Refused(
    "NOT_FOUND",
    copy
      ? "The listening copy is still being made. The original is safe; try again in a moment."
      : "This file has no listening copy: only mixes and masters have one.",
  );
}
