import { can, router } from "../trpc.ts";
import { acceptHandOff } from "./accept-hand-off.ts";
import { offerPremaster } from "./offer-premaster.ts";
import { offerSet } from "./offer-set.ts";
import { premasterPage, setPage, suppliedFindings } from "./queries.ts";
import { returnHandOff } from "./return-hand-off.ts";
import { offerPermission, receivePermission } from "./rules.ts";
import * as input from "./schema.ts";
import { sendMixToMastering } from "./send-mix-to-mastering.ts";

export const handoffsRouter = router({
  set: can("set.see")
    .input(input.OfSong)
    .query(({ ctx, input: { songId } }) => setPage(ctx.actor, songId)),
  premaster: can("history.see")
    .input(input.OfSong)
    .query(({ ctx, input: { songId } }) => premasterPage(ctx.actor, songId)),
  suppliedFindings: can("premaster.upload")
    .input(input.OfFile)
    .query(({ ctx, input: { fileId } }) => suppliedFindings(ctx.actor, fileId)),
  offerSet: can("set.offer")
    .input(input.OfferSet)
    .mutation(({ ctx, input }) => offerSet(ctx.actor, input)),
  offerPremaster: can(offerPermission)
    .input(input.OfferPremaster)
    .mutation(({ ctx, input }) => offerPremaster(ctx.actor, input)),
  sendMixToMastering: can("premaster.upload")
    .input(input.SendMixToMastering)
    .mutation(({ ctx, input }) => sendMixToMastering(ctx.actor, input)),
  accept: can(receivePermission)
    .input(input.AcceptHandOff)
    .mutation(({ ctx, input }) => acceptHandOff(ctx.actor, input)),
  return: can(receivePermission)
    .input(input.ReturnHandOff)
    .mutation(({ ctx, input }) => returnHandOff(ctx.actor, input)),
});
