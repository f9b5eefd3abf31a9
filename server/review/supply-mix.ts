import type { Person } from "../access/actor.ts";
import { songFor } from "../access/finding.ts";
import { transact } from "../db.ts";
import { lockSong } from "../projects/lock-song.ts";
import { putSuppliedMix } from "./put-supplied-mix.ts";
import { SupplyMix } from "./schema.ts";

/** At the desk, where its approval and its hand-off follow one by one: a mix made elsewhere takes the mix's place. */
export async function supplyMix(actor: Person, input: SupplyMix) {
  const { songId, ...mix } = SupplyMix.parse(input);
  const { studioId, projectId } = await songFor(actor, songId, "premaster.upload");
  return transact(async (tx) => {
    await lockSong(tx, songId);
    return putSuppliedMix(tx, actor, { studioId, projectId, songId }, mix);
  });
}
