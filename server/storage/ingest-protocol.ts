import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { env } from "../env.ts";
import { Refused } from "../errors.ts";

/**
 * UploadThing's protocol, version 7, spoken with ourselves: the route handler signs an address, the browser sends the bytes
 * there. Everything that the ingest trusts is in the signature; keys hold 30 bits and identify nothing.
 */
export const ingestUrl = `${env.PUBLIC_URL.replace(/\/$/, "")}/api/ingest`;

const apiKey = `sk_live_${createHash("sha256").update(`uploads:${env.SECRET}`).digest("hex")}`;
const appId = "fresh-ears";

export const uploadToken = Buffer.from(
  JSON.stringify({ apiKey, appId, regions: ["self"], ingestHost: "unused.invalid" }),
).toString("base64");

export type SignedUpload = { uploadId: string; sizeBytes: number };

/** Reads what was signed; the Host header is not asked, because it is the sender's to choose. */
export function signedUpload(request: Request, nowMs: number): SignedUpload {
  const { pathname, search } = new URL(request.url);
  const address = `${ingestUrl}/${pathname.split("/").pop()}${search}`;
  // The signature is the last parameter, and signs all in front of it.
  const at = address.lastIndexOf("&signature=");
  const given = at < 0 ? "" : decodeURIComponent(address.slice(at + "&signature=".length));
  if (at < 0 || !equal(given, signatureOf(address.slice(0, at)))) throw forged();
  const signed = new URL(address.slice(0, at)).searchParams;
  const uploadId = decodeURIComponent(signed.get("x-ut-custom-id") ?? "");
  const sizeBytes = Number(signed.get("x-ut-file-size"));
  if (signed.get("x-ut-identifier") !== appId || uploadId === "" || !Number.isSafeInteger(sizeBytes))
    throw forged();
  if (nowMs > Number(signed.get("expires"))) {
    throw new Refused(
      "GONE",
      "The permission to send this file has run out. Drop it again; it goes on where it stopped.",
    );
  }
  return { uploadId, sizeBytes };
}

/** The route handler announces its uploads with the key that only it and the ingest have. */
export function demandOwnKey(request: Request) {
  if (!equal(request.headers.get("x-uploadthing-api-key") ?? "", apiKey)) throw forged();
}

const signatureOf = (text: string) =>
  `hmac-sha256=${createHmac("sha256", apiKey).update(text).digest("hex")}`;

function equal(a: string, b: string) {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

const forged = () =>
  new Refused(
    "NOT_ALLOWED",
    "This address for sending a file was not made by the portal, or was changed. Nothing was taken in.",
  );
