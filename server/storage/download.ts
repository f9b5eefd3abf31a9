import { createHash } from "node:crypto";
import { bodyLengthHeader } from "../body-length.ts";
import { contentDisposition } from "./file-name.ts";
import { askedOf, type ByteRange } from "./range.ts";

export type Download = {
  /** Strong and quoted: the same tag is the same bytes. */
  etag: string;
  sizeBytes: number;
  type: string;
  name: string;
  disposition: "inline" | "attachment";
  read: (range: ByteRange) => AsyncIterable<Uint8Array>;
  /** What the whole must hash to; it is checked while it goes out. */
  sha256?: string;
  /** Done before the last byte goes: whoever has the whole content has this behind it, and a broken-off download has not. */
  beforeLastByte?: () => Promise<void>;
};

/** Answers GET and HEAD for one content, whole or in part. */
export function answerWith(download: Download, request: Request): Response {
  const headers = new Headers({
    "accept-ranges": "bytes",
    etag: download.etag,
    "content-type": download.type,
    "content-disposition": contentDisposition(download.disposition, download.name),
    // Asked again each time: who lost the right to hear something, or signed out, must not find it in a cache.
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  const asked = askedOf(request.method, request.headers, download);
  switch (asked.kind) {
    case "unchanged":
      return new Response(null, { status: 304, headers });
    case "unsatisfiable":
      headers.set("content-range", `bytes */${download.sizeBytes}`);
      sayLength(headers, 0);
      return new Response(null, { status: 416, headers });
    case "whole":
      sayLength(headers, download.sizeBytes);
      return new Response(request.method === "HEAD" ? null : streamOf(checked(download)), {
        status: 200,
        headers,
      });
    case "part": {
      const { start, end } = asked;
      headers.set("content-range", `bytes ${start}-${end}/${download.sizeBytes}`);
      sayLength(headers, end - start + 1);
      return new Response(streamOf(partOf(download, asked)), { status: 206, headers });
    }
  }
}

function sayLength(headers: Headers, bytes: number) {
  headers.set("content-length", String(bytes));
  headers.set(bodyLengthHeader, String(bytes));
}

/** Altered content breaks the download off and never passes for whole. */
function checked({ sizeBytes, read, sha256, beforeLastByte }: Download): AsyncIterable<Uint8Array> {
  const bytes = read({ start: 0, end: sizeBytes - 1 });
  if (sha256 === undefined) return beforeLastByte ? holdingLast(bytes, beforeLastByte) : bytes;
  const hash = createHash("sha256");
  const agree = async () => {
    if (hash.digest("hex") !== sha256)
      throw new Error(`stored content ${sha256} no longer hashes to its name`);
    await beforeLastByte?.();
  };
  return holdingLast(bytes, agree, (chunk) => hash.update(chunk));
}

function partOf({ sizeBytes, read, beforeLastByte }: Download, { start, end }: ByteRange) {
  const bytes = read({ start, end });
  return beforeLastByte && end === sizeBytes - 1 ? holdingLast(bytes, beforeLastByte) : bytes;
}

async function* holdingLast(
  bytes: AsyncIterable<Uint8Array>,
  beforeLast: () => Promise<void>,
  look?: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined;
  for await (const chunk of bytes) {
    look?.(chunk);
    if (held) yield held;
    held = chunk;
  }
  await beforeLast();
  if (held) yield held;
}

/** Reads only when the client takes, and ends the reading when the client goes away. */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const reading = bytes[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await reading.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await reading.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
