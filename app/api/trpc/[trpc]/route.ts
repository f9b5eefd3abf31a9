import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { NextRequest } from "next/server";
import { actorOfRequest } from "@/server/auth.ts";
import { refusalIn } from "@/server/db.ts";
import { refuseLongBody } from "@/server/long-body.ts";
import { refuseForeignChange } from "@/server/origin.ts";
import { appRouter } from "@/server/root.ts";
import { refuseOtherPerson } from "@/server/same-person.ts";
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
        const actor = await actorOfRequest(req);
        if (req.method === "POST") refuseOtherPerson(req.headers.get("x-opened-by"), actor);
        return { actor };
      } catch (error) {
        // Nothing has begun yet: nothing was changed either.
        const refused = refusalIn(error, "reading");
        throw refused ? translated(refused) : error;
      }
    },
  });

export { handler as GET, handler as POST };
