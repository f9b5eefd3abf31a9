import { type Actor, actorKey } from "../access/actor.ts";
import { db } from "../db.ts";
import { demandToHave } from "../files/demand-to-have.ts";
import { asked } from "../files/rules.ts";
import type { FileKind } from "../files/schema.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { store } from "../storage/current.ts";
import { distinctPaths, fileNameOf } from "../storage/file-name.ts";
import { storedContent } from "../storage/stored-content.ts";
import { type Zip, zipOf } from "../storage/zip.ts";
import { handOffFor } from "./queries.ts";
import { takePermission } from "./rules.ts";

/** The whole set of a hand-off as one ZIP, as it was offered. */
export async function packSet(actor: Actor, handOffId: string): Promise<{ name: string; zip: Zip }> {
  const { handOff, grants } = await handOffFor(actor, handOffId, ({ kind }) => takePermission[kind]);
  const [song, files] = await Promise.all([
    db.song.findUniqueOrThrow({
      where: { id: handOff.songId },
      select: { title: true, project: { select: { artistName: true } } },
    }),
    db.handOffFile.findMany({
      where: { handOffId },
      orderBy: [{ kind: "asc" }, { file: { name: "asc" } }, { fileId: "asc" }],
      select: { kind: true, file: { select: packed } },
    }),
  ]);
  const reader = { key: actorKey(actor), grants };
  for (const { file } of files) demandToHave("take", file, reader);
  const paths = distinctPaths(files.map(({ kind, file }) => `${folders[kind]}${fileNameOf(file.name)}`));
  const entries = files.map(async ({ file: { studioId, sha256, uploadedAt, object } }, i) => {
    const { sizeBytes, read } = await storedContent(store, { studioId, sha256 }, Number(object.sizeBytes));
    return {
      path: paths[i] ?? sha256,
      sizeBytes,
      crc32: Number(object.crc32),
      sha256,
      changedAt: uploadedAt,
      read,
    };
  });
  return {
    name: fileNameOf(`${song.project.artistName} - ${song.title} - ${handOff.kind}.zip`),
    zip: zipOf(await Promise.all(entries)),
  };
}

const packed = {
  ...asked,
  name: true,
  studioId: true,
  sha256: true,
  uploadedAt: true,
  object: { select: { sizeBytes: true, crc32: true } },
} satisfies Prisma.FileSelect;

const folders: Record<FileKind, string> = {
  multitrack: "Multitracks/",
  stem: "Stems/",
  document: "Documents/",
  rough_mix: "",
  mix_print: "",
  premaster: "",
  master: "",
};
