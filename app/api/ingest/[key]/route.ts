import { refusalAnswer } from "@/app/api/refusal-answer.ts";
import { Refused } from "@/server/errors.ts";
import { receivedOf } from "@/server/files/queries.ts";
import { receiveUpload } from "@/server/files/receive-upload.ts";
import { filePartOf } from "@/server/storage/form-part.ts";
import { demandOwnKey, signedUpload } from "@/server/storage/ingest-protocol.ts";
import { now } from "@/server/time.ts";
import { alive, BrokenBody, drain } from "./request-body.ts";

export const dynamic = "force-dynamic";

/** How much of the file is here: the browser sends from there on. */
export async function HEAD(request: Request): Promise<Response> {
  try {
    const { uploadId } = signedUpload(request, now().getTime());
    return new Response(null, { headers: { "x-ut-range-start": String(await receivedOf(uploadId)) } });
  } catch (error) {
    return refusalAnswer(error);
  }
}

export async function PUT(request: Request): Promise<Response> {
  if (!request.body) return refusalAnswer(new Refused("INVALID", "Nothing was sent. Drop the file again."));
  const body = alive(request.body);
  try {
    const { uploadId, sizeBytes } = signedUpload(request, now().getTime());
    const startByte = startOf(request);
    const leftBytes = Math.max(0, sizeBytes - startByte);
    const bytes = filePartOf(body, request.headers.get("content-type") ?? "", leftBytes);
    const upload = await receiveUpload({ uploadId, startByte, bytes, signal: request.signal });
    // What was settled before needs nothing of what still comes.
    await drain(body);
    return Response.json({ url: "", appUrl: "", ufsUrl: "", fileHash: "", serverData: upload });
  } catch (error) {
    // Nobody is there to hear the words.
    if (error instanceof BrokenBody || request.signal.aborted) return new Response(null, { status: 408 });
    // A browser reads the answer only after it could send everything; of a large file that is not worth waiting for.
    await drain(body);
    return refusalAnswer(error, "changing");
  }
}

/** The route handler announces what it signed. The signature and the upload's own row say all of it already. */
export async function POST(request: Request): Promise<Response> {
  try {
    demandOwnKey(request);
    if (!new URL(request.url).pathname.endsWith("/route-metadata"))
      throw new Refused("NOT_FOUND", "There is nothing at this address.");
    return Response.json({ ok: true });
  } catch (error) {
    return refusalAnswer(error);
  }
}

function startOf(request: Request) {
  const range = /^bytes=(\d{1,15})-$/.exec(request.headers.get("range") ?? "bytes=0-");
  if (!range)
    throw new Refused("INVALID", "The sending says no place that it starts at. Drop the file again.");
  return Number(range[1]);
}
