import { can, router } from "../trpc.ts";
import { giveSignOff } from "./give-sign-off.ts";
import { recordApprovedElsewhere } from "./record-approved-elsewhere.ts";
import { reopenWork } from "./reopen-work.ts";
import * as input from "./schema.ts";
import { withdrawSignOff } from "./withdraw-sign-off.ts";

export const signoffsRouter = router({
  give: can("signoff.give")
    .input(input.GiveSignOff)
    .mutation(({ ctx, input }) => giveSignOff(ctx.actor, input)),
  recordElsewhere: can("premaster.upload")
    .input(input.RecordApprovedElsewhere)
    .mutation(({ ctx, input }) => recordApprovedElsewhere(ctx.actor, input)),
  withdraw: can("signoff.give")
    .input(input.WithdrawSignOff)
    .mutation(({ ctx, input }) => withdrawSignOff(ctx.actor, input)),
  reopen: can("work.reopen")
    .input(input.ReopenWork)
    .mutation(({ ctx, input }) => reopenWork(ctx.actor, input)),
});
