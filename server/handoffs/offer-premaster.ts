import type { Person } from "../access/actor.ts";
import { transact } from "../db.ts";
import { Refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { lockSong } from "../projects/lock-song.ts";
import { revisionFor } from "../review/revision-for.ts";
import { putPremasterOffer } from "./put-premaster-offer.ts";
import { offerPermission } from "./rules.ts";
import { OfferPremaster } from "./schema.ts";

/** The signed-off mix, or a supplied one that was approved elsewhere, goes to mastering as its premaster. */
export async function offerPremaster(actor: Person, input: OfferPremaster) {
  const { songId, revisionId, words, acknowledgements } = OfferPremaster.parse(input);
  const { studioId, projectId, revision } = await revisionFor(
    actor,
    revisionId,
    ({ supplied }) => offerPermission[supplied ? "supplied" : "mixed"],
  );
  if (revision.songId !== songId || revision.stage !== "mixing")
    throw new Refused(
      "INVALID",
      "That is not a mix of this song. Nothing was handed off; choose one of its mixes.",
    );
  const handOffId = newId();
  await transact(async (tx) => {
    await lockSong(tx, songId);
    await putPremasterOffer(
      tx,
      actor,
      { studioId, projectId, songId },
      {
        handOffId,
        revision,
        words,
        acknowledgements,
      },
    );
  });
  return { handOffId };
}
