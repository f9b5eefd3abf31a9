import type { NextRequest } from "next/server";
import * as z from "zod";
import { refusalAnswer } from "@/app/api/refusal-answer.ts";
import type { Person } from "@/server/access/actor.ts";
import { actorOfRequest } from "@/server/auth.ts";
import { notFound, Refused } from "@/server/errors.ts";
import { answerWith, type Download } from "@/server/storage/download.ts";
import { refusalPage, wantsPage } from "./refusal-page.ts";

type Find = (actor: Person, id: string, request: NextRequest) => Promise<Download>;

/** GET and HEAD for one content that `find` finds for whoever is signed in. */
export function mediaRoute<K extends string>(key: K, find: Find) {
  const answer = async (request: NextRequest, { params }: { params: Promise<Record<K, string>> }) => {
    try {
      const actor = await actorOfRequest(request);
      if (!actor) {
        throw new Refused(
          "NOT_SIGNED_IN",
          "You are signed out. Sign in again, and then open this once more.",
        );
      }
      const id = z.uuid().safeParse((await params)[key]);
      if (!id.success) throw notFound();
      return answerWith(await find(actor, id.data, request), request);
    } catch (error) {
      return wantsPage(request) ? refusalPage(error, request) : refusalAnswer(error);
    }
  };
  return { GET: answer, HEAD: answer };
}
