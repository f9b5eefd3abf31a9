/**
 * The generated test of the walls: every procedure, as every role, in its own studio and from a foreign one. A procedure
 * that it has no example for fails it.
 */
import { TRPCError } from "@trpc/server";
import { beforeAll, beforeEach, expect, test } from "vitest";
import {
  type Actor,
  demand,
  grantsOf,
  type Permission,
  projectFor,
  type Role,
  revisionFor,
  songFor,
  workItemFor,
} from "./access.ts";
import { db } from "./db.ts";
import { newId } from "./ids.ts";
import { participantFor } from "./people/participant-for.ts";
import { noteFor } from "./review/note-for.ts";
import { appRouter, callerFor } from "./root.ts";
import { makePerson } from "./testing/factories.ts";
import { allRoles, makeWorld, somebody, type World } from "./testing/world.ts";
import type { Meta } from "./trpc.ts";

let home: World;
let abroad: World;
beforeAll(async () => {
  abroad = await makeWorld();
});
// What one procedure changed must not decide about the next.
beforeEach(async () => {
  home = await makeWorld();
});

type Example = {
  input(w: World): unknown;
  /** Past the permission, the verb lets in only these: who wrote it, or whose stage it is. */
  only?: Role[];
  /** What the others meet: they see it and may not, unless it is hidden from them. */
  others?: "FORBIDDEN" | "NOT_FOUND";
  /** The first one let in takes away what the next would act on. */
  once?: true;
};

const words = "Some words";
const song = (w: World) => ({ songId: w.song.id });
const project = (w: World) => ({ projectId: w.projectId });
const studio = (w: World) => ({ studioId: w.studioId });

/** One valid input per procedure. */
const examples: Record<string, Example> = {
  "people.me": { input: () => undefined },
  "people.renameMe": { input: () => ({ name: "Somebody" }) },
  "people.signOutEverywhere": { input: () => undefined },
  "people.members": { input: studio },
  "people.inviteMember": {
    input: (w) => ({ ...studio(w), email: `${newId()}@test.example`, name: "New", role: "engineer" }),
  },
  "people.removeMember": { input: (w) => ({ memberId: w.memberId }), once: true },
  "people.memberInvitations": { input: studio },
  "people.participants": { input: project },
  "people.invitations": { input: project },
  "people.invitePerson": {
    input: (w) => ({
      ...project(w),
      email: `${newId()}@test.example`,
      name: "New",
      part: "producer",
      powers: ["comment"],
    }),
  },
  "people.revokeInvitation": { input: (w) => ({ invitationId: w.invitationId }) },
  "people.addParticipant": {
    input: (w) => ({ ...project(w), userId: w.people.artist.userId, part: "producer", powers: ["comment"] }),
  },
  "people.changePowers": { input: (w) => ({ participantId: w.participantId, powers: ["comment"] }) },
  "people.removeParticipant": { input: (w) => ({ participantId: w.participantId }), once: true },
  "projects.opensStudio": { input: studio },
  "projects.opensProject": { input: project },
  "projects.opensSong": { input: song },
  "projects.home": { input: () => undefined },
  "projects.board": { input: studio },
  "projects.finished": { input: studio },
  "projects.page": { input: project },
  "projects.history": { input: project },
  "projects.changes": { input: project },
  "projects.studioChanges": { input: studio },
  "projects.create": {
    input: (w) => ({
      ...studio(w),
      title: "T",
      artistName: "A",
      kind: "single",
      stages: ["mixing"],
      songs: ["S"],
      sampleRateHz: 48_000,
      bitDepth: 24,
      fileNamePattern: "{song}",
    }),
  },
  "projects.change": { input: (w) => ({ ...project(w), title: "Another" }) },
  "projects.addSong": { input: (w) => ({ ...project(w), title: "Another" }) },
  "projects.renameSong": { input: (w) => ({ ...song(w), title: "Another" }) },
  "projects.addReference": { input: (w) => ({ ...project(w), title: "Reference" }) },
  "projects.removeReference": {
    input: (w) => ({ ...project(w), referenceId: w.referenceId }),
    only: ["owner", "manager", "client"],
    once: true,
  },
  "projects.setDueDate": { input: (w) => ({ workItemId: w.mixingId, dueOn: "2030-01-31" }) },
  "projects.startWork": {
    input: (w) => ({ workItemId: w.recordingId }),
    only: ["owner", "manager", "recording_engineer"],
    once: true,
  },
  "projects.holdWork": { input: (w) => ({ workItemId: w.mixingId, reason: words }) },
  "projects.resumeWork": { input: (w) => ({ workItemId: w.mixingId }) },
  "projects.cancelWork": { input: (w) => ({ workItemId: w.mixingId, reason: words }) },
  "files.ofSong": { input: song },
  "files.uploadsOf": { input: song },
  "files.abandonUpload": {
    input: (w) => ({ uploadId: w.uploadId }),
    only: ["client"],
    others: "NOT_FOUND",
    once: true,
  },
  "files.setAside": { input: (w) => ({ fileId: w.stemId }) },
  "files.changeKind": { input: (w) => ({ fileId: w.stemId, from: "stem", to: "multitrack" }) },
  "files.restore": { input: (w) => ({ fileId: w.stemId }) },
  "renders.retry": { input: (w) => ({ fileId: w.stemId }) },
  "review.song": { input: song },
  "review.addNote": { input: (w) => ({ revisionId: w.revisionId, kind: "request", words }) },
  "review.reply": { input: (w) => ({ noteId: w.noteId, words }) },
  "review.resolve": { input: (w) => ({ noteId: w.noteId }), only: ["client"] },
  "review.reopen": { input: (w) => ({ noteId: w.noteId }), only: ["client"] },
  "review.sendBack": { input: (w) => ({ answerId: w.answerId, words }), only: ["client"] },
  "review.sendRound": { input: (w) => ({ revisionId: w.revisionId }) },
  "review.sendRequest": {
    input: (w) => ({ revisionId: w.revisionId, nature: "taste", words, blocking: false }),
  },
  "review.sendRevision": { input: (w) => ({ workItemId: w.mixingId, fileId: w.printId, changeNote: words }) },
  "review.supplyMix": { input: (w) => ({ ...song(w), fileId: w.printId }) },
  "review.setOffset": { input: (w) => ({ revisionId: w.revisionId, offsetSamples: 100 }) },
  "review.takeBack": { input: (w) => ({ workItemId: w.mixingId }) },
  "signoffs.give": {
    input: (w) => ({ revisionId: w.revisionId, sha256: w.sha256, newestSeenId: w.revisionId }),
  },
  "signoffs.recordElsewhere": { input: (w) => ({ revisionId: w.revisionId, approvedBy: "Somebody" }) },
  "signoffs.withdraw": { input: (w) => ({ signOffId: w.signOffId }), only: ["client"] },
  "signoffs.reopen": { input: (w) => ({ workItemId: w.mixingId, reason: words }) },
  "handoffs.set": { input: song },
  "handoffs.premaster": { input: song },
  "handoffs.suppliedFindings": { input: (w) => ({ fileId: w.premasterId }) },
  "handoffs.offerSet": { input: (w) => ({ ...song(w), kind: "stems" }) },
  "handoffs.offerPremaster": { input: (w) => ({ ...song(w), revisionId: w.revisionId }) },
  "handoffs.accept": { input: (w) => ({ handOffId: w.handOffId }) },
  "handoffs.return": { input: (w) => ({ handOffId: w.handOffId, reasons: words }) },
};

type Procedure = { _def: { type: "query" | "mutation" | "subscription"; meta?: Meta } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

test("every procedure names its permission and has an example here", () => {
  expect(procedures.filter(([, p]) => !p._def.meta).map(([name]) => name)).toEqual([]);
  expect(procedures.map(([name]) => name).toSorted()).toEqual(Object.keys(examples).toSorted());
});

test.each(procedures.map(([name, p]) => ({ name, permission: p._def.meta?.permission ?? "signed.in" })))(
  "$name is $permission: as every role at home, from abroad, and signed out",
  async ({ name, permission }) => {
    const example = examples[name];
    if (!example) throw new Error(`${name} has no example`);
    expect(await outcome(null, name, example.input(home))).toBe("UNAUTHORIZED");
    if (permission === "signed.in") {
      expect(await outcome(await makePerson(), name, example.input(home))).toBe("let in");
      return;
    }
    const demanded = permission;
    const ofStudio =
      demanded === "studio.see" || demanded === "project.create" || demanded === "people.change";
    const expected: Record<string, string> = {};
    const got: Record<string, string> = {};
    for (const role of allRoles) {
      if (example.once) home = await makeWorld();
      const { roles, powers, actor } = await somebody(home, role);
      const allowed = wanted(
        grantsOf(ofStudio ? roles.filter(isMemberRole) : roles, ofStudio ? [] : powers),
        demanded,
        ofStudio,
      );
      expected[role] =
        allowed === "let in" && example.only && !example.only.includes(role)
          ? (example.others ?? "FORBIDDEN")
          : allowed;
      got[role] = await outcome(actor, name, example.input(home));
    }
    expect(got).toEqual(expected);
    for (const role of allRoles) {
      const { actor } = await somebody(abroad, role);
      expect([role, await outcome(actor, name, example.input(home))]).toEqual([role, "NOT_FOUND"]);
    }
  },
);

test.each(["handoffs.accept", "handoffs.return"])(
  "%s of a premaster asks for premaster.receive instead",
  async (name) => {
    const input = (w: World) => ({ handOffId: w.premasterHandOffId, reasons: words });
    for (const role of allRoles) {
      home = await makeWorld();
      const { roles, powers, actor } = await somebody(home, role);
      const expected = wanted(grantsOf(roles, powers), "premaster.receive", false);
      expect([role, await outcome(actor, name, input(home))]).toEqual([role, expected]);
      const foreign = await somebody(abroad, role);
      expect([role, await outcome(foreign.actor, name, input(home))]).toEqual([role, "NOT_FOUND"]);
    }
  },
);

test.each(Object.entries(examples).filter(([name]) => name !== "people.me"))(
  "%s finds nothing under a forged id",
  async (name, example) => {
    const forged = JSON.parse(JSON.stringify(example.input(home) ?? {}), (key, value) =>
      /Id$/.test(key) ? newId() : value,
    );
    const permission = procedures.find(([p]) => p === name)?.[1]._def.meta?.permission;
    if (permission === "signed.in") return;
    expect(await outcome(home.owner, name, forged)).toBe("NOT_FOUND");
  },
);

test("what is not theirs is asked for exactly as what is not there, and nothing of it is read", async () => {
  const read = async (find: typeof projectFor, id: string) => {
    const asked: PropertyKey[] = [];
    const watched = new Proxy(db, {
      get(target, key) {
        asked.push(key);
        const asking = Reflect.get(target, key);
        return typeof asking === "function" ? asking.bind(target) : asking;
      },
    });
    await expect(find(home.owner, id, "project.see", watched)).rejects.toMatchObject({ code: "NOT_FOUND" });
    return asked;
  };
  for (const [find, id] of [
    [projectFor, abroad.projectId],
    [songFor, abroad.song.id],
    [workItemFor, abroad.mixingId],
    [revisionFor, abroad.revisionId],
    [noteFor, abroad.noteId],
    [participantFor, abroad.participantId],
  ] as const) {
    expect(await read(find, id)).toEqual(["$queryRaw"]);
    expect(await read(find, newId())).toEqual(["$queryRaw"]);
  }
});

const isMemberRole = (role: Role) => role === "owner" || role === "manager" || role === "engineer";

function wanted(grants: ReadonlySet<Permission>, permission: Permission, ofStudio: boolean): string {
  try {
    demand(grants, permission, ofStudio ? "studio.see" : "project.see");
    return "let in";
  } catch (error) {
    return (error as { code?: string }).code === "NOT_ALLOWED" ? "FORBIDDEN" : "NOT_FOUND";
  }
}

/** Past the wall an input may still be refused for its own reasons; that is not what is asked here. */
async function outcome(actor: Actor | null, name: string, input: unknown): Promise<string> {
  const [noun, verb] = name.split(".") as [keyof ReturnType<typeof callerFor>, string];
  const ended = new AbortController();
  const caller = callerFor({ actor }, { signal: ended.signal }) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  try {
    const result = await caller[noun]?.[verb]?.(input);
    if (isStream(result)) await firstOf(result);
    return "let in";
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const walls = ["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND"];
    if (error.code === "INTERNAL_SERVER_ERROR") throw error;
    return walls.includes(error.code) ? error.code : "let in";
  } finally {
    ended.abort();
  }
}

const isStream = (value: unknown): value is AsyncGenerator =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

async function firstOf(stream: AsyncGenerator) {
  await stream.next();
  await stream.return(undefined);
}
