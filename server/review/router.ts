import { can, router } from "../trpc.ts";
import { addNote } from "./add-note.ts";
import { replyToNote } from "./reply-to-note.ts";
import { resolveNote } from "./resolve-note.ts";
import { notePermission, sendPermission } from "./rules.ts";
import * as input from "./schema.ts";
import { sendRevision } from "./send-revision.ts";
import { sendRound } from "./send-round.ts";
import { setOffset } from "./set-offset.ts";
import { supplyMix } from "./supply-mix.ts";
import { takeBack } from "./take-back.ts";

export const reviewRouter = router({
  addNote: can(notePermission)
    .input(input.AddNote)
    .mutation(({ ctx, input }) => addNote(ctx.actor, input)),
  reply: can("note.add")
    .input(input.ReplyToNote)
    .mutation(({ ctx, input }) => replyToNote(ctx.actor, input)),
  resolve: can("note.add")
    .input(input.OfNote)
    .mutation(({ ctx, input }) => resolveNote(ctx.actor, input)),
  sendRound: can("round.send")
    .input(input.OfRevision)
    .mutation(({ ctx, input }) => sendRound(ctx.actor, input)),
  sendRevision: can(sendPermission)
    .input(input.SendRevision)
    .mutation(({ ctx, input }) => sendRevision(ctx.actor, input)),
  supplyMix: can("premaster.upload")
    .input(input.SupplyMix)
    .mutation(({ ctx, input }) => supplyMix(ctx.actor, input)),
  setOffset: can(sendPermission)
    .input(input.SetOffset)
    .mutation(({ ctx, input }) => setOffset(ctx.actor, input)),
  takeBack: can(sendPermission)
    .input(input.TakeBack)
    .mutation(({ ctx, input }) => takeBack(ctx.actor, input)),
});
