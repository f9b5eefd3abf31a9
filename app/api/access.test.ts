/**
 * The generated test of the walls around bytes: every route, as every role, at home, from abroad, signed out and with a
 * forged id. A route or a method that it has no example for fails it. Procedures have theirs in server/access.test.ts.
 */
import fs from "node:fs";
import path from "node:path";
import { NextRequest } from "next/server.js";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/server/access/actor.ts";
import type { Role } from "@/server/access/permissions.ts";
import { sessionCookieFor } from "@/server/auth.ts";
import { db } from "@/server/db.ts";
import { env } from "@/server/env.ts";
import { newId } from "@/server/ids.ts";
import { giveSignOff } from "@/server/signoffs/give-sign-off.ts";
import { makeFile, makeRender } from "@/server/testing/factories.ts";
import { allRoles, makeWorld, somebody, type World } from "@/server/testing/world.ts";

const app = path.resolve(import.meta.dirname, "..");

type Place = World & { roughMixId: string };
let home: Place;
let abroad: Place;
/** Where the master is signed off. */
let done: Place;
beforeAll(async () => {
  [home, abroad, done] = [await makePlace(), await makePlace(), await makePlace()];
  const { sha256 } = await db.file.findUniqueOrThrow({ where: { id: done.masterFileId } });
  await giveSignOff(done.people.client, {
    revisionId: done.masterId,
    sha256,
    newestSeenId: done.masterId,
  });
});

async function makePlace(): Promise<Place> {
  const made = await makeWorld();
  const roughMix = await makeFile(made, { kind: "rough_mix" });
  // Whoever is let in meets a content whose bytes are not there, which is neither 403 nor 404.
  const files = await db.file.findMany({ where: { studioId: made.studioId } });
  for (const { studioId, sha256 } of files)
    for (const kind of ["peaks", "listening_copy"] as const)
      await makeRender(studioId, { kind, source: sha256 }, { sha256 });
  return { ...made, roughMixId: roughMix.id };
}

type Case = {
  name: string;
  at?: () => Place;
  id: (place: Place) => string;
  /** A body for those methods that want one. */
  body?: (id: string) => object;
  /** Who is let in, and who sees it and is refused; for all others there is nothing. */
  in: readonly Role[];
  sees?: readonly Role[];
};
type Route = { methods: readonly string[]; cases: readonly Case[] };

const studio = ["owner", "manager"] as const;
const inProject = allRoles.filter((role) => role !== "engineer");
const others = (...roles: readonly Role[]) => inProject.filter((role) => !roles.includes(role));
const reading = ["GET", "HEAD"];

const setPeople = [...studio, "recording_engineer", "mixing_engineer"] as const;
const mixPeople = [...studio, "mixing_engineer", "mastering_engineer"] as const;
const masterPeople = [...studio, "mastering_engineer"] as const;
const stem = { name: "a stem", id: (p: Place) => p.stemId };
const roughMix = { name: "the rough mix", id: (p: Place) => p.roughMixId };
const mix = { name: "a mix that was sent", id: (p: Place) => p.mixFileId };
const print = { name: "a print that was not sent", id: (p: Place) => p.printId };
const master = { name: "a master in review", id: (p: Place) => p.masterFileId };

const signedMaster = { name: "the signed-off master", at: () => done, id: (p: Place) => p.masterFileId };

const studioFile = { name: "a file of the studio itself", id: (p: Place) => p.studioFileId, in: studio };

const bodyOf = (home: object, kind: string) => {
  const name = "Anything.wav";
  return {
    files: [{ name, size: 5, type: "audio/wav" }],
    input: { home, kind, files: [{ name, sizeBytes: 5, sha256: "0".repeat(64) }] },
  };
};
const upload = (kind: string) => ({
  name: kind,
  id: (p: Place) => p.song.id,
  body: (songId: string) => bodyOf({ kind: "song", songId }, kind),
});
const toStudio = {
  name: "a file of the studio itself",
  id: (p: Place) => p.studioId,
  body: (studioId: string) => bodyOf({ kind: "studio", studioId }, "rough_mix"),
};
/** Nobody is a lead yet. */
const toLead = {
  name: "a file of a lead",
  id: () => newId(),
  body: (leadId: string) => bodyOf({ kind: "lead", leadId }, "rough_mix"),
};
const bringMix = [...studio, "mastering_engineer", "artist", "producer", "client"] as const;

const routes: Record<string, Route> = {
  "api/media/files/[fileId]": {
    methods: reading,
    cases: [
      { ...stem, in: setPeople },
      { ...roughMix, in: setPeople, sees: others(...setPeople) },
      { ...mix, in: mixPeople, sees: others(...mixPeople) },
      { ...print, in: [...studio, "mixing_engineer"] },
      studioFile,
      { ...master, in: masterPeople, sees: others(...masterPeople) },
      { ...signedMaster, in: [...masterPeople, "client"], sees: others(...masterPeople, "client") },
    ],
  },
  "api/media/files/[fileId]/outgoing": {
    methods: reading,
    cases: [
      { ...print, in: [] },
      { ...studioFile, in: [] },
      { ...mix, in: mixPeople, sees: others(...mixPeople) },
      { ...master, in: masterPeople, sees: others(...masterPeople) },
      { ...signedMaster, in: [...masterPeople, "client"], sees: others(...masterPeople, "client") },
    ],
  },
  "api/media/files/[fileId]/listen": {
    methods: reading,
    cases: [
      { ...stem, in: setPeople },
      { ...roughMix, in: inProject },
      { ...mix, in: inProject },
      { ...print, in: [...studio, "mixing_engineer"] },
      studioFile,
      { ...master, in: inProject },
    ],
  },
  "api/media/files/[fileId]/peaks": {
    methods: reading,
    cases: [
      { ...stem, in: setPeople },
      { ...mix, in: inProject },
      { ...print, in: [...studio, "mixing_engineer"] },
      studioFile,
      { ...master, in: inProject },
    ],
  },
  "api/media/hand-offs/[handOffId]/zip": {
    methods: reading,
    cases: [
      { name: "a set", id: (p) => p.handOffId, in: setPeople },
      {
        name: "a premaster",
        id: (p) => p.premasterHandOffId,
        in: mixPeople,
        sees: others(...mixPeople),
      },
    ],
  },
  "api/media/songs/[songId]/overviews": {
    methods: reading,
    cases: [{ name: "a set", id: (p) => p.song.id, in: setPeople }],
  },
  "api/uploadthing": {
    methods: ["POST"],
    cases: [
      { ...upload("stem"), in: [...studio, "recording_engineer"], sees: ["mixing_engineer"] },
      {
        ...upload("mix_print"),
        in: [...studio, "mixing_engineer"],
        sees: others(...studio, "mixing_engineer"),
      },
      { ...upload("master"), in: masterPeople, sees: others(...masterPeople) },
      { ...upload("premaster"), in: bringMix, sees: others(...bringMix) },
      { ...toStudio, in: studio },
      { ...toLead, in: [] },
    ],
  },
};

/** They ask for no role: what they let through meets walls of its own, or a signature that only the portal makes. */
const withoutRoles: Record<string, readonly string[]> = {
  "api/auth/[...nextauth]": ["GET", "POST"],
  "api/health": ["GET"],
  "api/ingest/[key]": ["HEAD", "POST", "PUT"],
  "api/trpc/[trpc]": ["GET", "POST"],
  "api/uploadthing": ["GET"],
  "dev/sign-in": ["GET", "POST"],
};

type Handler = (request: NextRequest, context: { params: Promise<object> }) => Promise<Response>;
const handlersOf = async (route: string): Promise<Record<string, Handler>> =>
  import(path.join(app, route, "route.ts"));

test("every route and every method of it has an example here", async () => {
  const files = fs.readdirSync(app, { recursive: true, encoding: "utf8" });
  const found = files.filter((file) => /(^|\/)route\.tsx?$/.test(file)).map((file) => path.dirname(file));
  const known = [...Object.keys(routes), ...Object.keys(withoutRoles)];
  expect(found.toSorted()).toEqual([...new Set(known)].toSorted());
  for (const route of found) {
    const methods = Object.keys(await handlersOf(route)).filter((name) => /^[A-Z]+$/.test(name));
    const tried = [...(routes[route]?.methods ?? []), ...(withoutRoles[route] ?? [])];
    expect([route, methods.toSorted()]).toEqual([route, tried.toSorted()]);
  }
});

const tries = Object.entries(routes).flatMap(([route, { methods, cases }]) =>
  cases.flatMap((one) => methods.map((method) => ({ route, method, one, name: one.name }))),
);

test.each(tries)("$method $route of $name: as every role", async ({ route, method, one }) => {
  const place = one.at?.() ?? home;
  const id = one.id(place);
  const ask = (actor: Person | null, asked = id) => statusOf(route, method, asked, actor, one.body);
  expect(await ask(null)).toBe(401);
  const got: Record<string, unknown> = {};
  const wanted: Record<string, unknown> = {};
  for (const role of allRoles) {
    wanted[role] = one.in.includes(role) ? "let in" : one.sees?.includes(role) ? 403 : 404;
    got[role] = await ask((await somebody(place, role)).actor);
  }
  expect(got).toEqual(wanted);
  for (const role of allRoles)
    expect([role, await ask((await somebody(abroad, role)).actor)]).toEqual([role, 404]);
  expect(await ask(place.owner, newId())).toBe(404);
});

test("the ingest takes nothing in without the portal's signature, whoever sends it", async () => {
  for (const role of allRoles) {
    const { actor } = await somebody(home, role);
    for (const method of withoutRoles["api/ingest/[key]"] ?? []) {
      const status = await statusOf("api/ingest/[key]", method, home.uploadId, actor, () => ({}));
      expect([role, method, status]).toEqual([role, method, 403]);
    }
  }
});

/** Past the walls a request may still be refused for its own reasons; that is not what is asked here. */
async function statusOf(
  route: string,
  method: string,
  id: string,
  actor: Person | null,
  body?: (id: string) => object,
) {
  const session = actor && (await sessionCookieFor(actor.userId));
  const request = new NextRequest(`${env.PUBLIC_URL}/api/x?actionType=upload&slug=original`, {
    method,
    headers: {
      origin: env.PUBLIC_URL,
      "x-uploadthing-package": "uploadthing/client",
      "x-uploadthing-version": "7.7.4",
      ...(session && { cookie: `${session.name}=${session.value}` }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && !reading.includes(method) && { body: JSON.stringify(body(id)) }),
  });
  const params = Promise.resolve({ fileId: id, handOffId: id, songId: id, key: id });
  const response = await (await handlersOf(route))[method]?.(request, { params });
  await response?.body?.cancel();
  const status = response?.status ?? 0;
  if (status >= 500) throw new Error(`${method} ${route} broke with ${status}`);
  return [401, 403, 404].includes(status) ? status : "let in";
}
