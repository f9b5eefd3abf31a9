import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { answerWith, type Download } from "./download.ts";

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));
const sha256 = createHash("sha256").update(bytes).digest("hex");
let open = 0;

async function* read({ start, end }: { start: number; end: number }) {
  open++;
  try {
    for (let at = start; at <= end; at += 100) yield bytes.subarray(at, Math.min(at + 100, end + 1));
  } finally {
    open--;
  }
}

const download: Download = {
  etag: `"${sha256}"`,
  sizeBytes: bytes.length,
  type: "audio/wav",
  name: "Mix 1.wav",
  disposition: "attachment",
  sha256,
  read,
};

const answer = (headers: Record<string, string> = {}, method = "GET", of = download) =>
  answerWith(of, new Request("http://studio.example/x", { method, headers }));
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test("the whole content comes with its length, tag, name and the order to save it", async () => {
  const response = answer();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "accept-ranges": "bytes",
    "content-length": "1000",
    etag: `"${sha256}"`,
    "content-disposition": `attachment; filename="Mix 1.wav"; filename*=UTF-8''Mix%201.wav`,
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
  });
  expect(await bodyOf(response)).toEqual(bytes);
});

test.each([
  ["bytes=0-0", 0, 0],
  ["bytes=999-", 999, 999],
  ["bytes=-250", 750, 999],
  ["bytes=120-480", 120, 480],
])("%s is answered with that part", async (range, start, end) => {
  const response = answer({ range });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/1000`);
  expect(response.headers.get("content-length")).toBe(String(end - start + 1));
  expect(await bodyOf(response)).toEqual(bytes.subarray(start, end + 1));
});

test("a part that is not there is refused with the length", async () => {
  const response = answer({ range: "bytes=1000-" });
  expect(response.status).toBe(416);
  expect(response.headers.get("content-range")).toBe("bytes */1000");
  expect((await bodyOf(response)).length).toBe(0);
});

test("a broken download of another content starts again from the beginning", async () => {
  const response = answer({ range: "bytes=500-", "if-range": '"other"' });
  expect(response.status).toBe(200);
  expect(await bodyOf(response)).toEqual(bytes);
});

test("HEAD tells everything and reads nothing", async () => {
  const response = answer({ range: "bytes=0-1" }, "HEAD");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe("1000");
  expect(response.body).toBeNull();
});

test("what is already held is not sent", () => {
  expect(answer({ "if-none-match": `"${sha256}"` }).status).toBe(304);
});

test("content that was altered in the store breaks off instead of passing for whole", async () => {
  const altered = { ...download, sha256: "0".repeat(64) };
  const received: Uint8Array[] = [];
  await expect(async () => {
    for await (const chunk of answer({}, "GET", altered).body as unknown as AsyncIterable<Uint8Array>)
      received.push(chunk);
  }).rejects.toThrow("no longer hashes");
  expect(Buffer.concat(received).length).toBeLessThan(1000);
});

test("nothing is read before the client takes it, and reading ends when the client leaves", async () => {
  const response = answer();
  expect(open).toBe(0);
  const reader = response.body?.getReader();
  await reader?.read();
  expect(open).toBe(1);
  await reader?.cancel();
  expect(open).toBe(0);
});
