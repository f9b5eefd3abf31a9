import type { NextRequest } from "next/server";
import { createRouteHandler } from "uploadthing/next";
import { POST as toIngest } from "@/app/api/ingest/[key]/route.ts";
import { refusalAnswer } from "@/app/api/refusal-answer.ts";
import { env } from "@/server/env.ts";
import { type RefusalCode, refusalStatus } from "@/server/errors.ts";
import { refuseLongBody } from "@/server/long-body.ts";
import { ingestUrl, uploadToken } from "@/server/storage/ingest-protocol.ts";
import { uploadRouter } from "./upload-router.ts";

export const dynamic = "force-dynamic";

const handlers = createRouteHandler({
  router: uploadRouter,
  config: {
    token: uploadToken,
    ingestUrl,
    callbackUrl: `${env.PUBLIC_URL}/api/uploadthing`,
    isDev: false,
    // Louder levels log signed addresses.
    logLevel: "Error",
    // The ingest is in this process: no way around over the network, where PUBLIC_URL may not lead back.
    fetch: (input, init) => toIngest(new Request(input as string | URL, init as RequestInit)),
  },
});

export const { GET } = handlers;

export async function POST(request: NextRequest) {
  try {
    refuseLongBody(request);
  } catch (error) {
    return refusalAnswer(error);
  }
  return withOwnStatus(await handlers.POST(request));
}

/** The package knows few statuses: a lost session and a full disk would both be a 403. */
async function withOwnStatus(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  const said: { code?: RefusalCode } = await answer
    .clone()
    .json()
    .catch(() => ({}));
  const status = said.code && refusalStatus[said.code];
  return status ? new Response(answer.body, { status, headers: answer.headers }) : answer;
}
