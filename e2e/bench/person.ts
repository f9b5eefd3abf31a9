// Somebody of the demo at the portal's own doors: signs in, asks through tRPC, sends files as UploadThing's client does.
import { createHash } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createTRPCClient, httpLink } from "@trpc/client";
import superjson from "superjson";
import type { FileKind } from "../../server/files/schema.ts";
import type { AppRouter } from "../../server/root.ts";

export type Person = Awaited<ReturnType<typeof signIn>>;

export async function signIn(address: string, name: string) {
  const answer = await fetch(`${address}/dev/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ person: `${name}@demo.example`, callbackUrl: "/api/health" }),
    headers: { origin: address },
    redirect: "manual",
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`Nobody could sign in as ${name}: ${answer.status} ${await answer.text()}`);
  const headers = { cookie, origin: address };
  const trpc = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${address}/api/trpc`, transformer: superjson, headers, fetch: again })],
  });
  return { address, cookie, headers, trpc };
}

/** The server may close an idle connection just as it is used again, which Node's fetch does not get over by itself. */
const again = (input: string | URL | Request, init?: object) =>
  fetch(input, init).catch(() => fetch(input, init));

export async function sha256Of(file: string) {
  const hash = createHash("sha256");
  for await (const block of fs.createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(block);
  return hash.digest("hex");
}

export type Place = { projectId: string; songId: string };
type Outgoing = { songId: string; kind: FileKind; file: string; sha256: string };

/** Sends a file whole. Resolves when the portal has answered, with the moments at which sending began and ended. */
export async function sendFile(person: Person, { songId, kind, file, sha256 }: Outgoing) {
  const name = path.basename(file);
  const sizeBytes = fs.statSync(file).size;
  const response = await fetch(`${person.address}/api/uploadthing?actionType=upload&slug=original`, {
    method: "POST",
    headers: { ...person.headers, "content-type": "application/json", "x-uploadthing-package": "bench" },
    body: JSON.stringify({
      files: [{ name, size: sizeBytes, type: "audio/x-bench", lastModified: 0 }],
      input: { home: { kind: "song", songId }, kind, files: [{ name, sizeBytes, sha256 }] },
    }),
  });
  if (!response.ok) throw new Error(`${name} was refused: ${await response.text()}`);
  const [signed] = (await response.json()) as { url: string; customId: string }[];
  if (!signed) throw new Error(`${name} got no address to be sent to.`);
  const beganMs = performance.now();
  await put(signed.url, file, sizeBytes);
  return { uploadId: signed.customId, beganMs, endedMs: performance.now() };
}

/** Looks whenever the portal tells of a change in the project, as an open page does, until something is found. */
export async function untilFound<T>(
  { address, headers }: Person,
  projectId: string,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const ended = new AbortController();
  const input = encodeURIComponent(JSON.stringify(superjson.serialize({ projectId })));
  const told = await fetch(`${address}/api/trpc/live.project?input=${input}`, {
    headers: { ...headers, accept: "text/event-stream" },
    signal: ended.signal,
  });
  if (!told.ok || !told.body) throw new Error(`The portal tells of no changes: ${await told.text()}`);
  try {
    for await (const _ of told.body) {
      const found = await look();
      if (found !== undefined) return found;
    }
  } finally {
    ended.abort();
  }
  throw new Error("The portal stopped telling of changes.");
}

/** The portal has looked into the file and taken it. Resolves with what the song's list says of it. */
export const untilKept = (person: Person, { projectId, songId }: Place, uploadId: string) =>
  untilFound(person, projectId, async () => {
    const home = { kind: "song", songId } as const;
    const uploads = await person.trpc.files.uploadsOf.query({ home });
    const upload = uploads.find(({ id }) => id === uploadId);
    if (upload?.state === "refused") throw new Error(`The portal refused the file: ${upload.reason}`);
    if (upload?.state !== "kept") return undefined;
    return (await person.trpc.files.inHome.query({ home })).find(({ sha256 }) => sha256 === upload.sha256);
  });

async function put(url: string, file: string, sizeBytes: number) {
  const boundary = "----fresh-ears-bench";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const request = http.request(url, {
    method: "PUT",
    agent: false,
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": head.length + sizeBytes + tail.length,
      range: "bytes=0-",
    },
  });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  const sent = pipeline(async function* () {
    yield head;
    yield* fs.createReadStream(file, { highWaterMark: 1 << 20 });
    yield tail;
  }, request);
  await Promise.race([answered, sent.then(() => answered)]);
  const answer = await answered;
  let said = "";
  for await (const chunk of answer) said += chunk;
  if (answer.statusCode !== 200) throw new Error(`The file was not taken: ${answer.statusCode} ${said}`);
}
