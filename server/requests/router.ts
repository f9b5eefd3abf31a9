import { OfParticipant } from "../people/schema.ts";
import { reopenPermission } from "../review/rules.ts";
import { OfNote } from "../review/schema.ts";
import { can, router } from "../trpc.ts";
import { removeParticipant } from "./remove-participant.ts";
import { reopenNote } from "./reopen-note.ts";
import { reopenWork } from "./reopen-work.ts";
import * as input from "./schema.ts";
import { sendBackAnswer } from "./send-back-answer.ts";
import { sendRequest } from "./send-request.ts";
import { withdrawSignOff } from "./withdraw-sign-off.ts";

export const requestsRouter = router({
  send: can("request.send")
    .input(input.SendRequest)
    .mutation(({ ctx, input }) => sendRequest(ctx.actor, input)),
  reopenNote: can(reopenPermission)
    .input(OfNote)
    .mutation(({ ctx, input }) => reopenNote(ctx.actor, input)),
  sendBackAnswer: can("note.add")
    .input(input.SendBackAnswer)
    .mutation(({ ctx, input }) => sendBackAnswer(ctx.actor, input)),
  withdrawSignOff: can("signoff.give")
    .input(input.WithdrawSignOff)
    .mutation(({ ctx, input }) => withdrawSignOff(ctx.actor, input)),
  reopenWork: can("work.reopen")
    .input(input.ReopenWork)
    .mutation(({ ctx, input }) => reopenWork(ctx.actor, input)),
  removeParticipant: can("people.invite")
    .input(OfParticipant)
    .mutation(({ ctx, input }) => removeParticipant(ctx.actor, input)),
});
