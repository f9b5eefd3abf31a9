import { createHash, randomBytes } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { NextRequest } from "next/server.js";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { type Hash, UploadQueue } from "@/components/upload/upload-queue.ts";
import { NodeXhr } from "@/components/upload/xhr-for-tests.ts";
import type { Person } from "@/server/access/actor.ts";

// The browser's queue and UploadThing's own client against the portal's routes, over real sockets.

type Handlers = {
  uploadthing: (request: NextRequest) => Promise<Response>;
  ingest: typeof import("./[key]/route.ts");
};

/** What the test does to the wire. */
const wire = {
  receivedBytes: 0,
  cutAfterBytes: Number.POSITIVE_INFINITY,
  refusesConnections: false,
  puts: 0,
};
let handlers: Handlers;
let server: http.Server;
let port: number;
let cookie = "";

beforeAll(async () => {
  server = http.createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  port = (server.address() as AddressInfo).port;
  vi.stubEnv("PUBLIC_URL", origin());
  vi.stubGlobal("XMLHttpRequest", NodeXhr);
  vi.stubGlobal("window", { location: { origin: origin() }, fetch: asBrowser });
  // The package tells the console about every connection that is lost.
  vi.spyOn(console, "error").mockImplementation(() => {});
  handlers = {
    uploadthing: (await import("../uploadthing/route.ts")).POST,
    ingest: await import("./[key]/route.ts"),
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const origin = () => `http://127.0.0.1:${port}`;
const asBrowser: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set("origin", origin());
  headers.set("cookie", cookie);
  return fetch(input, { ...init, headers });
};

async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse) {
  if (wire.refusesConnections) {
    incoming.socket.destroy();
    return;
  }
  const isPut = incoming.method === "PUT";
  if (isPut) wire.puts++;
  const aborted = new AbortController();
  outgoing.on("close", () => outgoing.writableEnded || aborted.abort());
  const body = isPut ? Readable.from(counted(incoming)) : incoming;
  const hasBody = incoming.method !== "HEAD" && incoming.method !== "GET";
  const request = new NextRequest(`${origin()}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers: incoming.headers as Record<string, string>,
    signal: aborted.signal,
    ...(hasBody && { body: Readable.toWeb(body) as ReadableStream, duplex: "half" as const }),
  });
  try {
    const response = await route(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(
      response.body ? await buffer(response.body as unknown as AsyncIterable<Uint8Array>) : undefined,
    );
  } catch {
    incoming.socket.destroy();
  }
}

async function* counted(incoming: http.IncomingMessage) {
  for await (const chunk of incoming) {
    wire.receivedBytes += chunk.length;
    wire.cutAfterBytes -= chunk.length;
    yield chunk;
    if (wire.cutAfterBytes > 0) continue;
    wire.cutAfterBytes = Number.POSITIVE_INFINITY;
    incoming.socket.resetAndDestroy();
  }
}

function route(request: NextRequest): Promise<Response> {
  if (request.nextUrl.pathname === "/api/uploadthing") return handlers.uploadthing(request);
  return request.method === "HEAD" ? handlers.ingest.HEAD(request) : handlers.ingest.PUT(request);
}

const hash: Hash = async (file, onHashed) => {
  const bytes = Buffer.from(await file.arrayBuffer());
  onHashed(bytes.length);
  return createHash("sha256").update(bytes).digest("hex");
};

/** A song, its recording engineer signed in, and the queue of that page. */
async function makePage() {
  const { makeProject } = await import("@/server/testing/factories.ts");
  const made = await makeProject();
  await signIn(made.people.recording_engineer);
  Object.assign(wire, {
    receivedBytes: 0,
    cutAfterBytes: Number.POSITIVE_INFINITY,
    refusesConnections: false,
    puts: 0,
  });
  return { ...made, queue: await openQueue(made.song.id) };
}

async function openQueue(songId: string) {
  const { senderFor } = await import("@/components/upload/send-file.ts");
  const queue = new UploadQueue({ hash, send: senderFor(songId), retryDelayMs: () => 50 });
  onTestFinished(() => queue.close());
  return queue;
}

async function signIn(person: Person) {
  const { sessionCookieFor } = await import("@/server/auth.ts");
  const session = await sessionCookieFor(person.userId);
  cookie = `${session.name}=${session.value}`;
}

const megabyte = 1 << 20;
const audio = (name: string, sizeBytes = megabyte) =>
  new File([randomBytes(sizeBytes)], name, { lastModified: 1 });
const chosen = (file: File) => ({ file, path: file.name, kind: "stem" as const });
const statesOf = (queue: UploadQueue) => queue.snapshot().items.map((i) => i.state.at);
const until = (assertion: () => void | Promise<void>) => vi.waitFor(assertion, { timeout: 15_000 });

async function expectWhole(songId: string, files: File[]) {
  const { db } = await import("@/server/db.ts");
  const { store } = await import("@/server/storage/current.ts");
  for (const file of files) {
    const upload = await db.upload.findFirstOrThrow({
      where: { songId, name: file.name, state: "checking" },
    });
    const stored = await store.read({ studioId: upload.studioId, sha256: upload.sha256 });
    expect((await buffer(stored)).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
  }
}

test("many files arrive whole, each once", async () => {
  const { queue, song } = await makePage();
  const files = Array.from({ length: 8 }, (_, i) => audio(`${i}.wav`));
  queue.add(files.map(chosen));
  queue.start();
  await until(() => expect(statesOf(queue)).toEqual(files.map(() => "received")));
  await expectWhole(song.id, files);
  expect(wire.puts).toBe(8);
});

test("a connection that is reset in the middle resumes where it stopped, by itself", async () => {
  const { queue, song } = await makePage();
  const file = audio("long.wav", 24 * megabyte);
  wire.cutAfterBytes = 12 * megabyte;
  queue.add([chosen(file)]);
  queue.start();
  await until(() => expect(statesOf(queue)).toEqual(["received"]));
  await expectWhole(song.id, [file]);
  expect(wire.puts).toBe(2);
  expect(wire.receivedBytes).toBeLessThan(28 * megabyte);
});

test("while the portal is down the files wait; when it is back they go on", async () => {
  const { queue, song } = await makePage();
  const files = [
    audio("a.wav", 12 * megabyte),
    audio("b.wav", 12 * megabyte),
    audio("c.wav"),
    audio("d.wav"),
  ];
  queue.add(files.map(chosen));
  queue.start();
  await until(() => expect(wire.receivedBytes).toBeGreaterThan(4 * megabyte));
  wire.refusesConnections = true;
  server.closeAllConnections();
  await until(() => expect(statesOf(queue)).toContain("waiting_to_retry"));
  expect(statesOf(queue)).not.toContain("refused");
  wire.refusesConnections = false;
  await until(() => expect(statesOf(queue)).toEqual(files.map(() => "received")));
  await expectWhole(song.id, files);
});

test("after a reload the same file resumes; once it arrived, it sends nothing more", async () => {
  const { queue, song } = await makePage();
  const file = audio("again.wav", 24 * megabyte);
  queue.add([chosen(file)]);
  queue.start();
  await until(() => expect(wire.receivedBytes).toBeGreaterThan(8 * megabyte));
  queue.close();

  const reloaded = await openQueue(song.id);
  reloaded.add([chosen(file)]);
  reloaded.start();
  await until(() => expect(statesOf(reloaded)).toEqual(["received"]));
  await expectWhole(song.id, [file]);
  expect(wire.receivedBytes).toBeLessThan(28 * megabyte);

  const before = wire.receivedBytes;
  const third = await openQueue(song.id);
  third.add([chosen(file)]);
  third.start();
  await until(() => expect(statesOf(third)).toEqual(["received"]));
  expect(wire.receivedBytes - before).toBeLessThan(1000);
});

test("paused, nothing moves; resumed, it goes on from there", async () => {
  const { queue, song } = await makePage();
  const file = audio("paused.wav", 24 * megabyte);
  queue.add([chosen(file)]);
  queue.start();
  await until(() => expect(wire.receivedBytes).toBeGreaterThan(8 * megabyte));
  queue.pause();
  expect(statesOf(queue)).toEqual(["paused"]);
  queue.resume();
  await until(() => expect(statesOf(queue)).toEqual(["received"]));
  await expectWhole(song.id, [file]);
  expect(wire.receivedBytes).toBeLessThan(28 * megabyte);
});

test("refused files say why, and the others arrive", async () => {
  const { queue, song } = await makePage();
  const files = [audio("empty.wav", 0), audio("good.wav"), audio("tool.exe"), audio("also good.wav")];
  queue.add(files.map(chosen));
  queue.start();
  await until(() => expect(statesOf(queue)).toEqual(["refused", "received", "refused", "received"]));
  const reasons = queue.snapshot().items.map((i) => (i.state.at === "refused" ? i.state.reason : ""));
  expect(reasons[0]).toContain("empty");
  expect(reasons[2]).toContain(".exe");
  await expectWhole(
    song.id,
    [files[1], files[3]].filter((f) => f !== undefined),
  );
});

test("content that is not what was hashed is refused, and the portal keeps nothing of it", async () => {
  const { song } = await makePage();
  const { senderFor } = await import("@/components/upload/send-file.ts");
  const queue = new UploadQueue({ hash: async () => "0".repeat(64), send: senderFor(song.id) });
  onTestFinished(() => queue.close());
  queue.add([chosen(audio("altered.wav"))]);
  queue.start();
  await until(() => expect(statesOf(queue)).toEqual(["refused"]));
  const { db } = await import("@/server/db.ts");
  expect(await db.storedObject.count({ where: { studioId: song.studioId } })).toBe(0);
});

test("signed out, the files pause and say so; signed in again, they go on", async () => {
  const { queue, song, people } = await makePage();
  cookie = "";
  const file = audio("mine.wav");
  queue.add([chosen(file)]);
  queue.start();
  await until(() => expect(statesOf(queue)).toEqual(["paused"]));
  expect(queue.snapshot().items[0]?.state).toMatchObject({ why: expect.stringContaining("signed out") });
  await signIn(people.recording_engineer);
  queue.resume();
  await until(() => expect(statesOf(queue)).toEqual(["received"]));
  await expectWhole(song.id, [file]);
});

test("who may not bring files to the song is refused with words", async () => {
  const { queue, people } = await makePage();
  await signIn(people.client);
  queue.add([chosen(audio("not mine.wav"))]);
  queue.start();
  await until(() => expect(statesOf(queue)).toEqual(["refused"]));
});
