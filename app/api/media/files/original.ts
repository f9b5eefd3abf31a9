import type { Person } from "@/server/access.ts";
import { deliverMaster } from "@/server/delivery/deliver-master.ts";
import type { fileFor } from "@/server/files/queries.ts";
import { store } from "@/server/storage/current.ts";
import type { Download } from "@/server/storage/download.ts";
import { storedContent } from "@/server/storage/stored-content.ts";

type Taken = Pick<
  Awaited<ReturnType<typeof fileFor>>,
  "id" | "kind" | "name" | "sha256" | "studioId" | "object"
>;

/** The bytes as they came, to be saved under `name`. Fetching a master may deliver it; asking how long it is does not. */
export async function original(actor: Person, file: Taken, method: string): Promise<Download> {
  const content = await storedContent(store, file, Number(file.object.sizeBytes));
  if (file.kind === "master" && method === "GET") await deliverMaster(actor, file.id);
  return {
    ...content,
    sha256: file.sha256,
    type: originalType(file.name),
    name: file.name,
    disposition: "attachment",
  };
}

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
