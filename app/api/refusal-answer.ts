import { Refused, refusalStatus } from "@/server/errors.ts";

/** A refusal as protocol routes answer it; anything else is an error of ours and stays one. */
export function refusalAnswer(error: unknown): Response {
  if (!(error instanceof Refused)) throw error;
  return Response.json({ code: error.code, words: error.words }, { status: refusalStatus[error.code] });
}
