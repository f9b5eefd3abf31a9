import type { Person } from "@/server/access/actor.ts";
import { deliverMaster } from "@/server/delivery/deliver-master.ts";
import type { fileFor } from "@/server/files/queries.ts";
import { isAskedHere } from "@/server/origin.ts";
import { store } from "@/server/storage/current.ts";
import type { Download } from "@/server/storage/download.ts";
import { storedContent } from "@/server/storage/stored-content.ts";

type Taken = Pick<
  Awaited<ReturnType<typeof fileFor>>,
  "id" | "kind" | "name" | "sha256" | "studioId" | "object"
>;

/**
 * The bytes as they came, to be saved under `name`. A master is delivered by its last byte going to who asked for it
 * here: not by a link on another site, by asking how long it is, or by a download that was broken off.
 */
export async function original(actor: Person, file: Taken, request: Request): Promise<Download> {
  const content = await storedContent(store, file, Number(file.object.sizeBytes));
  const delivers = file.kind === "master" && isAskedHere(request);
  return {
    ...content,
    ...(delivers && { beforeLastByte: () => deliverMaster(actor, file.id) }),
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
