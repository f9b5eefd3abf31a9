import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { NextRequest } from "next/server";
import { actorOfRequest } from "@/server/auth.ts";
import { Refused } from "@/server/errors.ts";
import { refuseLongBody } from "@/server/long-body.ts";
import { refuseForeignChange } from "@/server/origin.ts";
import { appRouter } from "@/server/root.ts";
import { translated } from "@/server/trpc.ts";

export const dynamic = "force-dynamic";

const handler = (req: NextRequest) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req,
    router: appRouter,
    // A page asks for a handful at once.
    maxBatchSize: 20,
    createContext: async () => {
      try {
        refuseForeignChange(req);
        refuseLongBody(req);
      } catch (error) {
        throw error instanceof Refused ? translated(error) : error;
      }
      return { actor: await actorOfRequest(req) };
    },
  });

export { handler as GET, handler as POST };
