import { can, router } from "../trpc.ts";
import { addReference } from "./add-reference.ts";
import { changeProject } from "./change-project.ts";
import { removeReference } from "./remove-reference.ts";
import { renameSong } from "./rename-song.ts";
import * as input from "./schema.ts";

export const projectsRouter = router({
  change: can("project.change")
    .input(input.ChangeProject)
    .mutation(({ ctx, input }) => changeProject(ctx.actor, input)),
  renameSong: can("project.change")
    .input(input.RenameSong)
    .mutation(({ ctx, input }) => renameSong(ctx.actor, input)),
  addReference: can("note.add")
    .input(input.AddReference)
    .mutation(({ ctx, input }) => addReference(ctx.actor, input)),
  removeReference: can("note.add")
    .input(input.RemoveReference)
    .mutation(({ ctx, input }) => removeReference(ctx.actor, input)),
});
