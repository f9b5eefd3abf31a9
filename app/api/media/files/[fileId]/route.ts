import { mediaRoute } from "@/app/api/media/media-route.ts";
import { deliverMaster } from "@/server/delivery/deliver-master.ts";
import { fileFor } from "@/server/files/queries.ts";
import { store } from "@/server/storage/current.ts";
import { storedContent } from "@/server/storage/stored-content.ts";

export const dynamic = "force-dynamic";

/** The original, as it came, under the name that it came with. */
export const { GET, HEAD } = mediaRoute("fileId", async (actor, fileId, request) => {
  const file = await fileFor(actor, fileId, "take");
  const content = await storedContent(store, file, Number(file.object.sizeBytes));
  if (file.kind === "master" && request.method === "GET") await deliverMaster(actor, fileId);
  return {
    ...content,
    sha256: file.sha256,
    type: originalType(file.name),
    name: file.name,
    disposition: "attachment",
  };
});

const audioTypes: Record<string, string> = {
  wav: "audio/wav",
  wave: "audio/wav",
  bwf: "audio/wav",
  aif: "audio/aiff",
  aiff: "audio/aiff",
  aifc: "audio/aiff",
  flac: "audio/flac",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
};

/** Nothing that a browser would show or run. */
function originalType(name: string) {
  return audioTypes[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
