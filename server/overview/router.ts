import { can, router } from "../trpc.ts";
import {
  board,
  finishedProjects,
  grantsInProject,
  grantsInStudio,
  grantsOnSong,
  home,
  projectPage,
} from "./queries.ts";
import * as input from "./schema.ts";
import { songReview } from "./song-review.ts";

export const overviewRouter = router({
  home: can("signed.in").query(({ ctx }) => home(ctx.actor)),
  grantsInStudio: can("studio.see")
    .input(input.OfStudio)
    .query(({ ctx, input }) => grantsInStudio(ctx.actor, input.studioId)),
  grantsInProject: can("project.see")
    .input(input.OfProject)
    .query(({ ctx, input }) => grantsInProject(ctx.actor, input.projectId)),
  grantsOnSong: can("project.see")
    .input(input.OfSong)
    .query(({ ctx, input }) => grantsOnSong(ctx.actor, input.songId)),
  board: can("studio.see")
    .input(input.OfStudio)
    .query(({ ctx, input }) => board(ctx.actor, input.studioId)),
  finished: can("studio.see")
    .input(input.FinishedPage)
    .query(({ ctx, input }) => finishedProjects(ctx.actor, input.studioId, input.cursor)),
  project: can("project.see")
    .input(input.OfProject)
    .query(({ ctx, input }) => projectPage(ctx.actor, input.projectId)),
  song: can("revision.hear")
    .input(input.OfSong)
    .query(({ ctx, input: { songId } }) => songReview(ctx.actor, songId)),
});
