import { createHash, randomBytes } from "node:crypto";
import { truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { NextRequest } from "next/server.js";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { decodeOverviews, overviewColumns } from "@/components/overviews/overviews-format.ts";
import { actorKey, type Person } from "@/server/access/actor.ts";
import { encodePeaks } from "@/server/audio/peaks-format.ts";
import { sessionCookieFor } from "@/server/auth.ts";
import { db } from "@/server/db.ts";
import { env } from "@/server/env.ts";
import type { FileKind, SetKind } from "@/server/generated/prisma/client.ts";
import { newId } from "@/server/ids.ts";
import { withdrawSignOff } from "@/server/requests/withdraw-sign-off.ts";
import { sendRevision } from "@/server/review/send-revision.ts";
import { giveSignOff } from "@/server/signoffs/give-sign-off.ts";
import { store } from "@/server/storage/current.ts";
import {
  type MadeProject,
  makeFile,
  makeMember,
  makePerson,
  makeProject,
  makeRender,
  makeStudio,
  putInState,
  workItemOf,
} from "@/server/testing/factories.ts";
import * as listen from "./files/[fileId]/listen/route.ts";
import * as outgoing from "./files/[fileId]/outgoing/route.ts";
import * as peaks from "./files/[fileId]/peaks/route.ts";
import * as originals from "./files/[fileId]/route.ts";
import * as zips from "./hand-offs/[handOffId]/zip/route.ts";
import * as overviews from "./songs/[songId]/overviews/route.ts";

type Route = { GET: Handler; HEAD: Handler };
type Handler = (request: NextRequest, context: { params: Promise<never> }) => Promise<Response>;

async function ask(
  route: unknown,
  id: string,
  as: Person | null,
  { method = "GET", headers = {} }: { method?: "GET" | "HEAD"; headers?: Record<string, string> } = {},
) {
  const session = as && (await sessionCookieFor(as.userId));
  const cookie = session ? `${session.name}=${session.value}` : "";
  const request = new NextRequest("http://studio.example/x", { method, headers: { ...headers, cookie } });
  const params = Promise.resolve({ fileId: id, songId: id, handOffId: id }) as Promise<never>;
  return (route as Route)[method](request, { params });
}

const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const refusalOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { code: string }).code,
];

async function keepBytes(studioId: string, bytes: Buffer) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const made = await store.scratch(newId());
  await writeFile(made, bytes);
  await store.keep(made, { studioId, sha256 });
  const facts = { sizeBytes: BigInt(bytes.length), md5: "0".repeat(32), crc32: BigInt(crc32(bytes)) };
  await db.storedObject.createMany({ data: [{ studioId, sha256, ...facts }], skipDuplicates: true });
  return sha256;
}

async function keepFile(
  { studioId, song, people }: MadeProject,
  kind: FileKind,
  name: string,
  bytes = randomBytes(3000),
) {
  const sha256 = await keepBytes(studioId, bytes);
  const broughtBy = actorKey(people.recording_engineer);
  const { id } = await db.file.create({
    data: { id: newId(), studioId, songId: song.id, kind, name, sha256, broughtBy },
  });
  return { id, sha256, bytes, name };
}

type Drawn = "listening_copy" | "peaks";

async function keepRender({ studioId }: MadeProject, source: string, kind: Drawn, bytes: Buffer) {
  await makeRender(studioId, { kind, source }, { sha256: await keepBytes(studioId, bytes) });
}

async function offer({ studioId, song, manager }: MadeProject, kind: SetKind, fileIds: string[]) {
  const handOff = await db.handOff.create({
    data: {
      id: newId(),
      studioId,
      songId: song.id,
      fromStage: kind === "premaster" ? "mixing" : "recording",
      toStage: kind === "premaster" ? "mastering" : "mixing",
      kind,
      number: 1,
      offeredById: manager.userId,
    },
  });
  const files = await db.file.findMany({ where: { id: { in: fileIds } }, select: { id: true, kind: true } });
  await db.handOffFile.createMany({
    data: files.map(({ id: fileId, kind }) => ({ studioId, handOffId: handOff.id, fileId, kind })),
  });
  return handOff.id;
}

const objectPath = (studioId: string, sha256: string) =>
  path.join(env.DATA_DIR, "objects", studioId, sha256.slice(0, 2), sha256);

test("an original comes as it was, to be saved under its own name, whole and in parts", async () => {
  const made = await makeProject();
  const file = await keepFile(made, "stem", 'Größe "A".wav');
  const whole = await ask(originals, file.id, made.people.mixing_engineer);
  expect(whole.status).toBe(200);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    "content-type": "audio/wav",
    "content-length": "3000",
    "content-disposition": `attachment; filename="Gr__e _A_.wav"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22A%22.wav`,
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
    etag: `"${file.sha256}"`,
  });
  expect((await bodyOf(whole)).equals(file.bytes)).toBe(true);

  const part = await ask(originals, file.id, made.people.mixing_engineer, {
    headers: { range: "bytes=-100" },
  });
  expect(part.status).toBe(206);
  expect((await bodyOf(part)).equals(file.bytes.subarray(2900))).toBe(true);

  const head = await ask(originals, file.id, made.people.mixing_engineer, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), head.body]).toEqual([200, "3000", null]);
});

test("a document never comes as something that a browser would show", async () => {
  const made = await makeProject();
  for (const name of ["notes.html", "cover.svg", "sheet.pdf", "no ending"]) {
    const file = await keepFile(made, "document", name, Buffer.from("<script>alert(1)</script>"));
    const response = await ask(originals, file.id, made.manager);
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
    await response.body?.cancel();
  }
});

test("a set's file does not exist for the artist, for other studios, and for ids that nobody has", async () => {
  const made = await makeProject();
  const file = await keepFile(made, "stem", "Kick.wav");
  const stranger = (await makeStudio()).owner;
  const colleague = await makeMember(made.studioId, "engineer");
  for (const person of [
    made.people.artist,
    made.people.client,
    made.people.mastering_engineer,
    stranger,
    colleague,
    await makePerson(),
  ]) {
    for (const route of [originals, outgoing, listen, peaks]) {
      expect(await refusalOf(await ask(route, file.id, person))).toEqual([404, "NOT_FOUND"]);
    }
    expect(await refusalOf(await ask(overviews, made.song.id, person))).toEqual([404, "NOT_FOUND"]);
  }
  for (const forged of [newId(), "1", "../../etc/passwd", `${file.id}'`, ""]) {
    expect(await refusalOf(await ask(originals, forged, made.manager))).toEqual([404, "NOT_FOUND"]);
    expect(await refusalOf(await ask(zips, forged, made.manager))).toEqual([404, "NOT_FOUND"]);
    expect(await refusalOf(await ask(overviews, forged, made.manager))).toEqual([404, "NOT_FOUND"]);
  }
});

test("signed out, one is told so", async () => {
  const made = await makeProject();
  const file = await keepFile(made, "stem", "Kick.wav");
  expect(await refusalOf(await ask(originals, file.id, null))).toEqual([401, "NOT_SIGNED_IN"]);
});

test("who only listens gets the listening copy in ranges, and never the original", async () => {
  const made = await makeProject();
  const file = await keepFile(made, "rough_mix", "rough mix.wav");
  const waiting = await ask(listen, file.id, made.people.artist);
  expect(waiting.status).toBe(404);
  expect(((await waiting.json()) as { words: string }).words).toContain("listening copy");

  const copy = randomBytes(2000);
  await keepRender(made, file.sha256, "listening_copy", copy);
  const heard = await ask(listen, file.id, made.people.artist, { headers: { range: "bytes=500-" } });
  expect([heard.status, heard.headers.get("content-type")]).toEqual([206, "audio/mp4"]);
  expect((await bodyOf(heard)).equals(copy.subarray(500))).toBe(true);
  expect(await refusalOf(await ask(originals, file.id, made.people.artist))).toEqual([403, "NOT_ALLOWED"]);
});

test("a listening copy that could not be made says why", async () => {
  const made = await makeProject();
  const file = await keepFile(made, "rough_mix", "rough mix.wav");
  const copy = { kind: "listening_copy", source: file.sha256 } as const;
  await makeRender(made.studioId, copy, { reason: "The encoder gave up." });
  const response = await ask(listen, file.id, made.manager);
  expect(((await response.json()) as { words: string }).words).toContain("The encoder gave up.");
});

test("content that was shortened or lost in the store is refused before the first byte", async () => {
  const made = await makeProject();
  const short = await keepFile(made, "stem", "short.wav");
  await truncate(objectPath(made.studioId, short.sha256), 100);
  expect(await refusalOf(await ask(originals, short.id, made.manager))).toEqual([410, "GONE"]);
  const lost = await keepFile(made, "stem", "lost.wav");
  await store.delete({ studioId: made.studioId, sha256: lost.sha256 });
  expect(await refusalOf(await ask(originals, lost.id, made.manager))).toEqual([410, "GONE"]);
  const handOffId = await offer(made, "stems", [short.id]);
  expect(await refusalOf(await ask(zips, handOffId, made.manager))).toEqual([410, "GONE"]);
});

test("content that was altered in the store does not come out whole", async () => {
  const made = await makeProject();
  const file = await keepFile(made, "stem", "altered.wav");
  await writeFile(objectPath(made.studioId, file.sha256), randomBytes(3000));
  const response = await ask(originals, file.id, made.manager);
  await expect(bodyOf(response)).rejects.toThrow("no longer hashes");
});

async function signedMaster() {
  const made = await makeProject();
  const { client, mastering_engineer } = made.people;
  const bytes = randomBytes(3000);
  const sha256 = await keepBytes(made.studioId, bytes);
  const file = await makeFile(made, { kind: "master", by: mastering_engineer, sha256 });
  await putInState(made.song.id, "mastering", "in_progress");
  const workItemId = (await workItemOf(made.song.id, "mastering")).id;
  const sending = { workItemId, fileId: file.id, changeNote: "The first" };
  const { revisionId } = await sendRevision(mastering_engineer, sending);
  expect(await refusalOf(await ask(originals, file.id, client))).toEqual([403, "NOT_ALLOWED"]);
  const { signOffId } = await giveSignOff(client, { revisionId, sha256, newestSeenId: revisionId });
  const deliveries = () => db.event.count({ where: { streamId: made.projectId, kind: "master.delivered" } });
  const take = (headers: Record<string, string>, method: "GET" | "HEAD" = "GET") =>
    ask(originals, file.id, client, { method, headers });
  return { made, client, file, bytes, sha256, signOffId, deliveries, take };
}
const here = { "sec-fetch-site": "same-origin" };

test.each([
  ["a page of the portal", here],
  ["an address that was typed", { "sec-fetch-site": "none" }],
  ["a page of the portal over plain HTTP", { referer: `${env.PUBLIC_URL}/listen/1` }],
])("the signed-off master is delivered to %s, on record", async (_, headers) => {
  const { bytes, deliveries, take } = await signedMaster();
  expect((await bodyOf(await take(headers))).equals(bytes)).toBe(true);
  expect(await deliveries()).toBe(1);
});

test.each([
  ["a link on another site", { "sec-fetch-site": "cross-site" }],
  ["a page beside this portal", { "sec-fetch-site": "same-site" }],
  ["another site over plain HTTP", { referer: "http://elsewhere.example/" }],
  ["a script that says nothing", {}],
])("%s takes no master off the client's hands", async (_, headers) => {
  const { deliveries, take } = await signedMaster();
  await bodyOf(await take(headers as Record<string, string>));
  expect(await deliveries()).toBe(0);
});

test("a master is delivered by its last byte: not by its length, its tag, its beginning or a broken download", async () => {
  const { bytes, sha256, deliveries, take } = await signedMaster();
  expect((await take(here, "HEAD")).status).toBe(200);
  expect((await take({ ...here, "if-none-match": `"${sha256}"` })).status).toBe(304);
  const first = await take({ ...here, range: "bytes=0-0" });
  expect([first.status, (await bodyOf(first)).length]).toEqual([206, 1]);
  await (await take(here)).body?.cancel();
  expect(await deliveries()).toBe(0);

  const rest = await take({ ...here, range: "bytes=1-" });
  expect((await bodyOf(rest)).equals(bytes.subarray(1))).toBe(true);
  expect(await deliveries()).toBe(1);
});

test("a sign-off that is withdrawn while its master downloads keeps the last bytes back", async () => {
  const { client, signOffId, deliveries, take } = await signedMaster();
  const going = await take(here);
  await withdrawSignOff(client, { signOffId });
  await expect(bodyOf(going)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  expect(await deliveries()).toBe(0);
});

test("a master goes out under the project's name for it and comes back under its own; what was not sent has none", async () => {
  const made = await makeProject();
  const { client, mastering_engineer } = made.people;
  const bytes = randomBytes(3000);
  const sha256 = await keepBytes(made.studioId, bytes);
  const file = await makeFile(made, { kind: "master", by: mastering_engineer, sha256 });
  await db.song.update({ where: { id: made.song.id }, data: { title: 'Où "est" le 1/4 ?' } });
  await db.project.update({
    where: { id: made.projectId },
    data: { fileNamePattern: "{artist} - {song} ({revision})", artistName: "AC/DC" },
  });
  expect(await refusalOf(await ask(outgoing, file.id, mastering_engineer))).toEqual([404, "NOT_FOUND"]);
  await putInState(made.song.id, "mastering", "in_progress");
  const workItemId = (await workItemOf(made.song.id, "mastering")).id;
  const sending = { workItemId, fileId: file.id, changeNote: "The first" };
  const { revisionId } = await sendRevision(mastering_engineer, sending);
  expect(await refusalOf(await ask(outgoing, file.id, client))).toEqual([403, "NOT_ALLOWED"]);
  await giveSignOff(client, { revisionId, sha256, newestSeenId: revisionId });

  const taken = await ask(outgoing, file.id, client, { headers: here });
  expect(Object.fromEntries(taken.headers)).toMatchObject({
    "content-type": "audio/wav",
    "content-disposition":
      `attachment; filename="AC-DC - O_ -est- le 1-4 - (Master 1).wav"; ` +
      "filename*=UTF-8''AC-DC%20-%20O%C3%B9%20-est-%20le%201-4%20-%20%28Master%201%29.wav",
  });
  expect((await bodyOf(taken)).equals(bytes)).toBe(true);
  const delivered = await db.event.count({ where: { streamId: made.projectId, kind: "master.delivered" } });
  expect(delivered).toBe(1);
  const own = await ask(originals, file.id, mastering_engineer, { method: "HEAD" });
  expect(own.headers.get("content-disposition")).toContain(`filename="${file.name}"`);
});

test("the overviews of a set come in one answer, and not again while nothing changed", async () => {
  const made = await makeProject();
  const [kick, snare, broken, document] = [
    await keepFile(made, "stem", "Kick.wav"),
    await keepFile(made, "multitrack", "Snare.wav"),
    await keepFile(made, "stem", "Broken.wav"),
    await keepFile(made, "document", "sheet.txt"),
  ];
  const pixels = 4000;
  const finest = new Int8Array(pixels * 2).map((_, i) => (i % 2 === 0 ? -64 : 32));
  const source = { rows: 1, sampleRateHz: 48_000, frames: pixels * 256 } as const;
  for (const file of [kick, snare])
    await keepRender(made, file.sha256, "peaks", Buffer.from(encodePeaks(source, finest)));
  await keepRender(made, broken.sha256, "peaks", Buffer.from("no peaks at all"));
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => told.mockRestore());

  const response = await ask(overviews, made.song.id, made.people.mixing_engineer);
  const bytes = await bodyOf(response);
  expect(response.headers.get("content-length")).toBe(String(bytes.length));
  const found = decodeOverviews(bytes);
  expect([...found.keys()].toSorted()).toEqual([kick.id, snare.id].toSorted());
  expect(found.has(document.id)).toBe(false);
  expect(told).toHaveBeenCalledOnce();
  const minMax = found.get(kick.id);
  expect(minMax?.length).toBe(overviewColumns * 2);
  expect(minMax?.every((value, i) => value === (i % 2 === 0 ? -64 : 32))).toBe(true);

  const etag = response.headers.get("etag") ?? "";
  const again = await ask(overviews, made.song.id, made.people.mixing_engineer, {
    headers: { "if-none-match": etag },
  });
  expect(again.status).toBe(304);
});

test("a hand-off's set comes as one ZIP of known length, in folders, and any range of it is that slice", async () => {
  const made = await makeProject();
  const files = [
    await keepFile(made, "stem", "Kick.wav"),
    await keepFile(made, "stem", "kick.wav"),
    await keepFile(made, "rough_mix", "rough mix.wav"),
    await keepFile(made, "document", "Track sheet.txt"),
  ];
  await keepFile(made, "stem", "not offered.wav");
  await db.project.update({ where: { id: made.projectId }, data: { artistName: "AC/DC" } });
  const handOffId = await offer(
    made,
    "stems",
    files.map((f) => f.id),
  );
  const as = made.people.mixing_engineer;

  const response = await ask(zips, handOffId, as);
  const whole = await bodyOf(response);
  expect(response.headers.get("content-length")).toBe(String(whole.length));
  expect(response.headers.get("content-disposition")).toContain('filename="AC-DC - A song - stems.zip"');
  const text = whole.toString("latin1");
  for (const name of ["Stems/Kick.wav", "Stems/kick (2).wav", "Documents/Track sheet.txt", "rough mix.wav"])
    expect(text).toContain(name);
  expect(text).not.toContain("not offered");
  for (const file of files) expect(whole.includes(file.bytes)).toBe(true);

  const etag = response.headers.get("etag") ?? "";
  for (const [start, end] of [
    [0, 0],
    [17, 4000],
    [2990, 9100],
    [whole.length - 22, whole.length - 1],
  ] as const) {
    const part = await ask(zips, handOffId, as, {
      headers: { range: `bytes=${start}-${end}`, "if-range": etag },
    });
    expect(part.status).toBe(206);
    expect((await bodyOf(part)).equals(whole.subarray(start, end + 1))).toBe(true);
  }
  const head = await ask(zips, handOffId, as, { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe(String(whole.length));
});

test("a set is packed for those who may download it, a premaster for those who master it", async () => {
  const made = await makeProject();
  const stems = await offer(made, "stems", [(await keepFile(made, "stem", "Kick.wav")).id]);
  const premaster = await offer(made, "premaster", [(await keepFile(made, "premaster", "Mix 2.wav")).id]);
  const stranger = (await makeStudio()).owner;
  const statusFor = async (handOffId: string, person: Person) => {
    const response = await ask(zips, handOffId, person, { method: "HEAD" });
    return response.status;
  };
  expect(await statusFor(stems, made.people.mixing_engineer)).toBe(200);
  expect(await statusFor(stems, made.people.mastering_engineer)).toBe(404);
  expect(await statusFor(stems, made.people.client)).toBe(404);
  expect(await statusFor(stems, stranger)).toBe(404);
  expect(await statusFor(premaster, made.people.mastering_engineer)).toBe(200);
  expect(await statusFor(premaster, made.people.client)).toBe(403);
  expect(await statusFor(premaster, stranger)).toBe(404);
});

test("while the database does not answer, a file is not missing: try again", async () => {
  const { people, song, ...made } = await makeProject();
  const file = await makeFile({ ...made, song }, { kind: "rough_mix" });
  const { name, value } = await sessionCookieFor(people.client.userId);
  const lost = new Error("Connection terminated unexpectedly");
  const spy = vi.spyOn(pg.Pool.prototype, "query").mockImplementation((() => Promise.reject(lost)) as never);
  onTestFinished(() => spy.mockRestore());
  const request = new NextRequest(`${env.PUBLIC_URL}/x`, { headers: { cookie: `${name}=${value}` } });
  const response = await originals.GET(request, { params: Promise.resolve({ fileId: file.id }) });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ words: expect.stringContaining("try again in a minute") });
});

test("whoever opens an address in the browser that is not theirs reads why on a page; programs read data", async () => {
  const made = await makeProject();
  const stranger = await makePerson();
  const file = await keepFile(made, "stem", "Kick.wav");
  const headers = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
  const page = await ask(originals, file.id, stranger, { headers });
  expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const text = await page.text();
  expect(text).toContain("There is nothing here that you can see");
  expect(text).toContain('href="/"');
  const signedOut = await ask(originals, file.id, null, { headers });
  expect(signedOut.status).toBe(401);
  expect(await signedOut.text()).toContain('href="/sign-in?callbackUrl=');
  expect(await refusalOf(await ask(originals, file.id, stranger))).toEqual([404, "NOT_FOUND"]);
});
