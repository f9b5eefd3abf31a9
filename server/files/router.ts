import { can, router } from "../trpc.ts";
import { abandonUpload } from "./abandon-upload.ts";
import { changeKind } from "./change-kind.ts";
import { filesOf, uploadsOf } from "./queries.ts";
import { restoreFile } from "./restore-file.ts";
import { changePermission, seePermission } from "./rules.ts";
import * as input from "./schema.ts";
import { setAsideFile } from "./set-aside-file.ts";

export const filesRouter = router({
  inHome: can(seePermission)
    .input(input.InHome)
    .query(({ ctx, input }) => filesOf(ctx.actor, input.home)),
  uploadsOf: can(seePermission)
    .input(input.InHome)
    .query(({ ctx, input }) => uploadsOf(ctx.actor, input.home)),
  abandonUpload: can("signed.in")
    .input(input.AbandonUpload)
    .mutation(({ ctx, input }) => abandonUpload(ctx.actor, input)),
  setAside: can(changePermission)
    .input(input.SetAsideFile)
    .mutation(({ ctx, input }) => setAsideFile(ctx.actor, input)),
  changeKind: can("set.upload")
    .input(input.ChangeKind)
    .mutation(({ ctx, input }) => changeKind(ctx.actor, input)),
  restore: can(changePermission)
    .input(input.RestoreFile)
    .mutation(({ ctx, input }) => restoreFile(ctx.actor, input)),
});
