import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentActor } from "@/server/auth.ts";
import { refuseForeignChange } from "@/server/origin.ts";
import { appRouter } from "@/server/root.ts";

export const dynamic = "force-dynamic";

const handler = (req: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req,
    router: appRouter,
    createContext: async () => {
      refuseForeignChange(req);
      return { actor: await currentActor() };
    },
  });

export { handler as GET, handler as POST };
