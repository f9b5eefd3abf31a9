import { can, router } from "../trpc.ts";
import { giveSignOff } from "./give-sign-off.ts";
import { recordApprovedElsewhere } from "./record-approved-elsewhere.ts";
import * as input from "./schema.ts";

export const signoffsRouter = router({
  give: can("signoff.give")
    .input(input.GiveSignOff)
    .mutation(({ ctx, input }) => giveSignOff(ctx.actor, input)),
  recordElsewhere: can("premaster.upload")
    .input(input.RecordApprovedElsewhere)
    .mutation(({ ctx, input }) => recordApprovedElsewhere(ctx.actor, input)),
});
