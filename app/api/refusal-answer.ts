import { refusalIn } from "@/server/db.ts";
import { refusalStatus } from "@/server/errors.ts";

/** A refusal as protocol routes answer it; anything else is an error of ours and stays one. */
export function refusalAnswer(error: unknown, asked: "reading" | "changing" = "reading"): Response {
  const refused = refusalIn(error, asked);
  if (!refused) throw error;
  return Response.json({ code: refused.code, words: refused.words }, { status: refusalStatus[refused.code] });
}
