import * as z from "zod";
import { ApprovedBy } from "../signoffs/schema.ts";
import { tooLong, Words } from "../words.ts";

/** What recording hands off. */
export const SetKind = z.enum(["multitracks", "stems"]);
export type SetKind = z.infer<typeof SetKind>;

export const Acknowledgement = z.object({
  /** Some codes end with a file's name. */
  code: z.string().max(260),
  fileId: z.uuid().nullable(),
  reason: Words.min(3, "Say why it is meant, in a few words.").max(500, tooLong),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

const offer = {
  songId: z.uuid(),
  words: Words.max(5_000, tooLong).default(""),
  acknowledgements: z.array(Acknowledgement).max(500).default([]),
};

export const OfferSet = z.object({ ...offer, kind: SetKind });
export type OfferSet = z.input<typeof OfferSet>;

export const OfferPremaster = z.object({ ...offer, revisionId: z.uuid() });
export type OfferPremaster = z.input<typeof OfferPremaster>;

export const SendMixToMastering = z.object({
  ...offer,
  fileId: z.uuid(),
  /** Made once per form, so that sending it again makes no second offer. */
  handOffId: z.uuid(),
  /** Left out where the approval of this mix is on record already. */
  approvedBy: ApprovedBy.optional(),
});
export type SendMixToMastering = z.input<typeof SendMixToMastering>;

export const AcceptHandOff = z.object({ handOffId: z.uuid() });
export type AcceptHandOff = z.infer<typeof AcceptHandOff>;

export const ReturnHandOff = z.object({
  handOffId: z.uuid(),
  reasons: Words.min(3, "Say what is missing or wrong, so that it can be mended.").max(5_000, tooLong),
});
export type ReturnHandOff = z.infer<typeof ReturnHandOff>;

export const OfSong = z.object({ songId: z.uuid() });
export const OfFile = z.object({ fileId: z.uuid() });
