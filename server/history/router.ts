import { can, router } from "../trpc.ts";
import { history } from "./queries.ts";
import { HistoryPage } from "./schema.ts";

export const historyRouter = router({
  page: can("history.see")
    .input(HistoryPage)
    .query(({ ctx, input }) => history(ctx.actor, input.projectId, input)),
});
