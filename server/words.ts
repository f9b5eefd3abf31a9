import * as z from "zod";

/**
 * What people type, as everybody else will see it: one form of each letter, nothing that turns the text around it, and
 * what cannot be seen counts as not written. Marks that Arabic, Hebrew and emoji need stay.
 */

/** A note, a message, a reason, a brief: over as many lines as it takes. */
export const Words = z.string().overwrite(legible);

/** A title or a name: one line. */
export const Line = z.string().overwrite((typed) => legible(typed.replace(/[\p{Cc}\u2028\u2029]+/gu, " ")));

type TooLong = { maximum: number | bigint; input?: { length: number } | undefined };

/** Both numbers: who wrote too much sees how much has to go. */
export const tooLong = {
  error: ({ maximum, input }: TooLong) =>
    `At most ${grouped(maximum)} characters; this has ${grouped(input?.length ?? 0)}. What you wrote is kept.`,
};

const grouped = (count: number | bigint) => count.toLocaleString("en");

/** Embeddings, overrides and isolates: they reorder letters, also those of the sentence that a name stands in. */
const turners = /[\u202a-\u202e\u2066-\u2069]/gu;
/** A letter, a digit, a sign: anything that leaves a mark. The blank of Braille leaves none. */
const visible = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\u2800]/u;

function legible(typed: string): string {
  const words = typed.normalize("NFC").replace(turners, "").trim();
  return visible.test(words) ? words : "";
}
