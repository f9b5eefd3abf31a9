import * as project from "../projects/schema.ts";
import { can, router } from "../trpc.ts";
import { addSong } from "./add-song.ts";
import { cancelWork } from "./cancel-work.ts";
import { createProject } from "./create-project.ts";
import { holdWork } from "./hold-work.ts";
import { resumeWork } from "./resume-work.ts";
import * as input from "./schema.ts";
import { setDueDate } from "./set-due-date.ts";
import { startWork } from "./start-work.ts";

export const workRouter = router({
  createProject: can("project.create")
    .input(project.CreateProject)
    .mutation(({ ctx, input }) => createProject(ctx.actor, input)),
  addSong: can("project.change")
    .input(project.AddSong)
    .mutation(({ ctx, input }) => addSong(ctx.actor, input)),
  setDueDate: can("project.change")
    .input(input.SetDueDate)
    .mutation(({ ctx, input }) => setDueDate(ctx.actor, input)),
  start: can("work.start")
    .input(input.OfWorkItem)
    .mutation(({ ctx, input }) => startWork(ctx.actor, input)),
  hold: can("work.hold")
    .input(input.WithReason)
    .mutation(({ ctx, input }) => holdWork(ctx.actor, input)),
  resume: can("work.hold")
    .input(input.OfWorkItem)
    .mutation(({ ctx, input }) => resumeWork(ctx.actor, input)),
  cancel: can("work.hold")
    .input(input.WithReason)
    .mutation(({ ctx, input }) => cancelWork(ctx.actor, input)),
});
