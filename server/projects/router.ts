import { can, router } from "../trpc.ts";
import { addReference } from "./add-reference.ts";
import { addSong } from "./add-song.ts";
import { cancelWork } from "./cancel-work.ts";
import { changeProject } from "./change-project.ts";
import { createProject } from "./create-project.ts";
import { holdWork } from "./hold-work.ts";
import {
  board,
  finishedProjects,
  history,
  home,
  opensProject,
  opensSong,
  opensStudio,
  projectChanges,
  projectPage,
  studioChanges,
} from "./queries.ts";
import { removeReference } from "./remove-reference.ts";
import { renameSong } from "./rename-song.ts";
import { resumeWork } from "./resume-work.ts";
import * as input from "./schema.ts";
import { setDueDate } from "./set-due-date.ts";
import { startWork } from "./start-work.ts";

export const projectsRouter = router({
  home: can("signed.in").query(({ ctx }) => home(ctx.actor)),
  opensStudio: can("studio.see")
    .input(input.OfStudio)
    .query(({ ctx, input }) => opensStudio(ctx.actor, input.studioId)),
  opensProject: can("project.see")
    .input(input.OfProject)
    .query(({ ctx, input }) => opensProject(ctx.actor, input.projectId)),
  opensSong: can("project.see")
    .input(input.OfSong)
    .query(({ ctx, input }) => opensSong(ctx.actor, input.songId)),
  board: can("studio.see")
    .input(input.OfStudio)
    .query(({ ctx, input }) => board(ctx.actor, input.studioId)),
  finished: can("studio.see")
    .input(input.FinishedPage)
    .query(({ ctx, input }) => finishedProjects(ctx.actor, input.studioId, input.cursor)),
  page: can("project.see")
    .input(input.OfProject)
    .query(({ ctx, input }) => projectPage(ctx.actor, input.projectId)),
  history: can("history.see")
    .input(input.HistoryPage)
    .query(({ ctx, input }) => history(ctx.actor, input.projectId, input)),
  changes: can("project.see")
    .input(input.OfProject)
    .subscription(({ ctx, input, signal }) =>
      projectChanges(ctx.actor, input.projectId, signal ?? AbortSignal.abort()),
    ),
  studioChanges: can("studio.see")
    .input(input.OfStudio)
    .subscription(({ ctx, input, signal }) =>
      studioChanges(ctx.actor, input.studioId, signal ?? AbortSignal.abort()),
    ),
  create: can("project.create")
    .input(input.CreateProject)
    .mutation(({ ctx, input }) => createProject(ctx.actor, input)),
  change: can("project.change")
    .input(input.ChangeProject)
    .mutation(({ ctx, input }) => changeProject(ctx.actor, input)),
  addSong: can("project.change")
    .input(input.AddSong)
    .mutation(({ ctx, input }) => addSong(ctx.actor, input)),
  renameSong: can("project.change")
    .input(input.RenameSong)
    .mutation(({ ctx, input }) => renameSong(ctx.actor, input)),
  addReference: can("note.add")
    .input(input.AddReference)
    .mutation(({ ctx, input }) => addReference(ctx.actor, input)),
  removeReference: can("note.add")
    .input(input.RemoveReference)
    .mutation(({ ctx, input }) => removeReference(ctx.actor, input)),
  setDueDate: can("project.change")
    .input(input.SetDueDate)
    .mutation(({ ctx, input }) => setDueDate(ctx.actor, input)),
  startWork: can("work.start")
    .input(input.OfWorkItem)
    .mutation(({ ctx, input }) => startWork(ctx.actor, input)),
  holdWork: can("work.hold")
    .input(input.WithReason)
    .mutation(({ ctx, input }) => holdWork(ctx.actor, input)),
  resumeWork: can("work.hold")
    .input(input.OfWorkItem)
    .mutation(({ ctx, input }) => resumeWork(ctx.actor, input)),
  cancelWork: can("work.hold")
    .input(input.WithReason)
    .mutation(({ ctx, input }) => cancelWork(ctx.actor, input)),
});
