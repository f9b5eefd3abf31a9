import { NextRequest } from "next/server.js";
import { afterEach, expect, test, vi } from "vitest";
import type { Person } from "@/server/access/actor.ts";
import { sessionCookieFor } from "@/server/auth.ts";
import { db } from "@/server/db.ts";
import { env } from "@/server/env.ts";
import { store } from "@/server/storage/current.ts";
import { sha256Of } from "@/server/testing/bring-file.ts";
import { makeProject } from "@/server/testing/factories.ts";
import { verifyEverything } from "@/server/verify-everything.ts";
import { POST as ask } from "../../uploadthing/route.ts";
import { HEAD, POST, PUT } from "./route.ts";

afterEach(async () => {
  vi.useRealTimers();
  expect(await verifyEverything()).toMatchObject({ damage: [], waiting: [] });
});

const bytes = Buffer.alloc(200_000, "what the browser sends");

type Asked = {
  kind?: string;
  name?: string;
  sizeBytes?: number;
  sha256?: string;
  headers?: Record<string, string>;
};

/** Asks the portal for an address, as UploadThing's client does. */
async function askFor(person: Person | null, songId: string, asked: Asked = {}) {
  const session = person && (await sessionCookieFor(person.userId));
  const { kind = "stem", name = "01 Kick.wav", sizeBytes = bytes.length, sha256 = sha256Of(bytes) } = asked;
  const request = new NextRequest(`${env.PUBLIC_URL}/api/uploadthing?actionType=upload&slug=original`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-uploadthing-package": "uploadthing/client",
      "x-uploadthing-version": "7.7.4",
      origin: env.PUBLIC_URL,
      ...(session && { cookie: `${session.name}=${session.value}` }),
      ...asked.headers,
    },
    body: JSON.stringify({
      files: [{ name, size: sizeBytes, type: "audio/wav" }],
      input: { home: { kind: "song", songId }, kind, files: [{ name, sizeBytes, sha256 }] },
    }),
  });
  const response = await ask(request);
  return { status: response.status, answer: await response.json() };
}

async function addressFor(asked: Asked = {}) {
  const made = await makeProject();
  const { answer } = await askFor(made.people.recording_engineer, made.song.id, asked);
  const [{ url, customId }] = answer as [{ url: string; customId: string }];
  return { ...made, url, uploadId: customId };
}

const form = (content: Uint8Array) => {
  const data = new FormData();
  data.append("file", new Blob([content as Uint8Array<ArrayBuffer>]), "file");
  return data;
};
const put = (url: string, body: BodyInit, headers: Record<string, string> = {}) =>
  PUT(new Request(url, { method: "PUT", body, headers, duplex: "half" } as RequestInit));
const received = async (url: string) =>
  (await HEAD(new Request(url, { method: "HEAD" }))).headers.get("x-ut-range-start");

test("an address is given, the file is sent to it, and the answer names the upload", async () => {
  const { url, uploadId, studioId } = await addressFor();
  expect(await received(url)).toBe("0");
  const response = await put(url, form(bytes), { range: "bytes=0-" });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ serverData: { uploadId, state: "checking" } });
  expect(await received(url)).toBe(String(bytes.length));
  expect(await store.size({ studioId, sha256: sha256Of(bytes) })).toBe(bytes.length);
});

test("a file that arrived already answers at once, with nothing sent", async () => {
  const { url, uploadId } = await addressFor();
  await put(url, form(bytes));
  const again = await put(url, form(Buffer.alloc(0)), { range: `bytes=${bytes.length}-` });
  expect(await again.json()).toMatchObject({ serverData: { uploadId, state: "checking" } });
});

test("the same file asked for again has the same key; it resumes after a reload", async () => {
  const { url, song, people } = await addressFor();
  const { answer } = await askFor(people.recording_engineer, song.id);
  expect(new URL(answer[0].url).pathname).toBe(new URL(url).pathname);
});

test.each([
  ["signed out", null, 401, "NOT_SIGNED_IN"],
  ["the client", "client", 404, "NOT_FOUND"],
] as const)("asking %s is refused in words", async (_, part, status, code) => {
  const { song, people } = await makeProject();
  const asked = await askFor(part && people[part], song.id);
  expect(asked).toMatchObject({ status, answer: { code, words: expect.stringMatching(/\w+ \w+/) } });
});

test("asking from another site is refused", async () => {
  const { song, people } = await makeProject();
  const asked = await askFor(people.recording_engineer, song.id, {
    headers: { origin: "https://elsewhere.example" },
  });
  expect(asked.answer).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await db.upload.count({ where: { songId: song.id } })).toBe(0);
});

test("a name trick is refused before anything is sent, beside its reason", async () => {
  const { song, people } = await makeProject();
  const asked = await askFor(people.recording_engineer, song.id, { name: "..\\..\\boot.wav" });
  expect(asked.answer).toMatchObject({ code: "INVALID", words: expect.stringContaining("slash") });
});

const changed: [string, (url: URL) => void][] = [
  [
    "another upload's id",
    (url) => url.searchParams.set("x-ut-custom-id", "00000000-0000-7000-8000-000000000000"),
  ],
  ["another size", (url) => url.searchParams.set("x-ut-file-size", "1")],
  ["a later end", (url) => url.searchParams.set("expires", "99999999999999")],
  [
    "another key",
    (url) => {
      url.pathname = `${url.pathname.slice(0, -2)}ab`;
    },
  ],
  ["another signature", (url) => url.searchParams.set("signature", `hmac-sha256=${"0".repeat(64)}`)],
  ["no signature", (url) => url.searchParams.delete("signature")],
  ["something after the signature", (url) => url.searchParams.append("x-ut-file-size", "1")],
];
test.each(changed)("an address with %s is refused and takes nothing in", async (_, change) => {
  const { url, uploadId } = await addressFor();
  const forged = new URL(url);
  change(forged);
  const response = await put(forged.href, form(bytes));
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: "NOT_ALLOWED" });
  expect((await HEAD(new Request(forged, { method: "HEAD" }))).status).toBe(403);
  expect(await store.received(uploadId)).toBe(0);
});

test("the Host header cannot move a signed address: only its path and query count", async () => {
  const { url } = await addressFor();
  const elsewhere = new URL(url);
  elsewhere.host = "elsewhere.example";
  expect((await put(elsewhere.href, form(bytes))).status).toBe(200);
});

test("an address that ran out says what to do", async () => {
  const { url } = await addressFor();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 8 * 86_400_000 });
  const response = await put(url, form(bytes));
  expect(response.status).toBe(410);
  expect(await response.json()).toMatchObject({ words: expect.stringContaining("Drop it again") });
});

test("a shorter and a longer file than was signed are refused, and nothing stays", async () => {
  for (const content of [
    bytes.subarray(0, 150_000),
    Buffer.concat([bytes, bytes]),
    Buffer.concat([bytes, Buffer.from("x")]),
  ]) {
    const { url, uploadId } = await addressFor();
    const response = await put(url, form(content));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ words: expect.stringContaining("altered") });
    expect(await db.upload.findUnique({ where: { id: uploadId } })).toMatchObject({ state: "refused" });
    expect(await store.received(uploadId)).toBe(0);
  }
});

test("altered bytes of the right length are refused", async () => {
  const { url } = await addressFor();
  const altered = Buffer.from(bytes);
  altered[100_000] = 0;
  expect((await put(url, form(altered))).status).toBe(400);
});

test("a body that ends without the form's end can go on from what was here before it", async () => {
  const { url } = await addressFor();
  const torn = Buffer.concat([
    Buffer.from('--b\r\ncontent-disposition: form-data; name="file"\r\n\r\n'),
    bytes.subarray(0, 90_000),
  ]);
  const response = await put(url, torn, { "content-type": "multipart/form-data; boundary=b" });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ words: expect.stringContaining("goes on from there") });
  expect(await received(url)).toBe("0");
  expect((await put(url, form(bytes))).status).toBe(200);
});

test("a connection that dies keeps what it brought", async () => {
  const { url } = await addressFor();
  let sent = false;
  const dying = new ReadableStream({
    pull(controller) {
      if (sent) return controller.error(new Error("ECONNRESET"));
      sent = true;
      const head = Buffer.from('--b\r\ncontent-disposition: form-data; name="file"\r\n\r\n');
      controller.enqueue(Buffer.concat([head, bytes.subarray(0, 90_000)]));
    },
  });
  expect((await put(url, dying, { "content-type": "multipart/form-data; boundary=b" })).status).toBe(408);
  expect(await received(url)).toBe("90000");
  const rest = await put(url, form(bytes.subarray(90_000)), { range: "bytes=90000-" });
  expect(rest.status).toBe(200);
});

test("a body that is no form, and a place that is none, are refused", async () => {
  const { url } = await addressFor();
  expect((await put(url, bytes, { "content-type": "application/octet-stream" })).status).toBe(400);
  const again = await addressFor();
  expect((await put(again.url, form(bytes), { range: "bytes=-5" })).status).toBe(400);
  expect((await put(again.url, form(bytes), { range: "bytes=50-" })).status).toBe(409);
});

test("only the portal itself announces uploads to the ingest", async () => {
  const announce = (key?: string) =>
    POST(
      new Request(`${env.PUBLIC_URL}/api/ingest/route-metadata`, {
        method: "POST",
        headers: key ? { "x-uploadthing-api-key": key } : {},
      }),
    );
  expect((await announce()).status).toBe(403);
  expect((await announce(`sk_live_${"0".repeat(64)}`)).status).toBe(403);
});
