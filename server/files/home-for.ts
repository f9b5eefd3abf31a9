import type { Actor } from "../access/actor.ts";
import { songFor, studioFor } from "../access/finding.ts";
import type { Permission } from "../access/permissions.ts";
import { db, type Tx } from "../db.ts";
import { notFound } from "../errors.ts";
import type { FileHome } from "./rules.ts";
import type { FileHomeAddress } from "./schema.ts";

type Found = { home: FileHome; grants: ReadonlySet<Permission> };

/** Finds a home through what the actor may do there. What may be done for a song depends on what is asked, elsewhere not. */
export async function homeFor(
  actor: Actor,
  address: FileHomeAddress,
  forSong: Permission,
  tx: Tx = db,
): Promise<Found> {
  switch (address.kind) {
    case "song": {
      const { studioId, projectId, songId, grants } = await songFor(actor, address.songId, forSong, tx);
      return { home: { kind: "song", studioId, projectId, songId }, grants };
    }
    case "studio": {
      const { studioId, grants } = await studioFor(actor, address.studioId, "studio.files", tx);
      return { home: { kind: "studio", studioId }, grants };
    }
    case "lead":
      throw notFound();
  }
}
