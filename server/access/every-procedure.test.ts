/**
 * The generated test of the walls: every procedure, as every role, in its own studio and from a foreign one. A procedure
 * that it has no example for fails it.
 */
import { TRPCError } from "@trpc/server";
import pg from "pg";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "../db.ts";
import type { FileKind, Power } from "../generated/prisma/client.ts";
import { handOffFor } from "../handoffs/queries.ts";
import { newId } from "../ids.ts";
import { noteFor } from "../review/note-for.ts";
import { revisionFor } from "../review/revision-for.ts";
import { appRouter, callerFor } from "../root.ts";
import { signOffFor } from "../signoffs/sign-off-for.ts";
import { putInState } from "../testing/factories.ts";
import { allRoles, makeWorld, somebody, type World } from "../testing/world.ts";
import type { Meta } from "../trpc.ts";
import { workItemFor } from "../work/work-item-for.ts";
import type { Actor } from "./actor.ts";
import { demand, projectFor, songFor, studioFor } from "./finding.ts";
import { grantsOf, type Permission, type Role } from "./permissions.ts";

let home: World;
let abroad: World;
beforeAll(async () => {
  abroad = await makeWorld();
});
// What one procedure changed must not decide about the next.
beforeEach(async () => {
  home = await makeWorld();
});

type Branch = {
  input(w: World): unknown;
  /** Past the permission, the verb lets in only these: who wrote it, or whose stage it is. */
  only?: readonly Role[];
  /** What the others meet: they see it and may not, unless it is hidden from them. */
  others?: "FORBIDDEN" | "NOT_FOUND";
  /** Who may not do it does not see it either; or sees it all the same, where what it belongs to is hidden. */
  hidden?: boolean;
  /** The first one let in takes away what the next would act on. */
  once?: true;
};
type Branches = Branch | readonly [Branch, ...Branch[]];
/** What a line of the procedure's own table demands, said here once more: the verb reads the same table. */
type Line = { permission: Permission; branches: readonly Branch[] };
type Example = Branches | Readonly<Record<string, Line>>;
const line = (permission: Permission, ...branches: [Branch, ...Branch[]]): Line => ({ permission, branches });

const words = "Some words";
const song = (w: World) => ({ songId: w.song.id });
const project = (w: World) => ({ projectId: w.projectId });
const studio = (w: World) => ({ studioId: w.studioId });

/** A file that nobody sent is seen by who may bring its kind; of a set, by whom the set is for. */
const unsent = () => {
  const branch = (kind: FileKind): Branch => ({ input: (w) => ({ fileId: w.files[kind] }) });
  const hidden = (kind: FileKind): Branch => ({ ...branch(kind), hidden: true });
  const sent = (id: "mixFileId" | "masterFileId"): Branch => ({ input: (w) => ({ fileId: w[id] }) });
  return {
    multitrack: line("set.upload", branch("multitrack")),
    stem: line("set.upload", branch("stem")),
    rough_mix: line("set.upload", { ...branch("rough_mix"), hidden: false }),
    document: line("set.upload", branch("document")),
    mix_print: line("mix.upload", hidden("mix_print"), sent("mixFileId")),
    premaster: line("premaster.upload", hidden("premaster")),
    master: line("master.upload", hidden("master"), sent("masterFileId")),
    studio: line("studio.files", { input: (w) => ({ fileId: w.studioFileId }) }),
  };
};

/** In place of the set of stems, once in a world. */
async function offerMultitracks({ studioId, handOffId, song, people }: World) {
  const offered = await db.handOff.findFirst({ where: { songId: song.id, kind: "multitracks" } });
  if (offered) return offered.id;
  await db.handOffSettlement.create({
    data: { handOffId, studioId, outcome: "returned", byId: people.mixing_engineer.userId },
  });
  const handOff = await db.handOff.create({
    data: {
      ...{ studioId, songId: song.id, offeredById: people.recording_engineer.userId },
      ...{ fromStage: "recording", toStage: "mixing", kind: "multitracks", number: 2 },
    },
  });
  return handOff.id;
}

const received = (more: object = {}) => {
  const branch = (id: "handOffId" | "premasterHandOffId"): Branch => ({
    input: (w) => ({ handOffId: w[id], ...more }),
    once: true,
  });
  const multitracks = async (w: World) => ({ handOffId: await offerMultitracks(w), ...more });
  return {
    stems: line("set.receive", branch("handOffId")),
    multitracks: line("set.receive", { input: multitracks, once: true }),
    premaster: line("premaster.receive", branch("premasterHandOffId")),
  };
};

const homes = {
  song: line("project.see", { input: (w) => ({ home: { kind: "song", ...song(w) } }) }),
  studio: line("studio.files", { input: (w) => ({ home: { kind: "studio", ...studio(w) } }) }),
};

/** Valid inputs for every procedure. */
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
  "people.revokeInvitation": {
    project: line("people.invite", { input: (w) => ({ invitationId: w.invitationId }) }),
    studio: line("people.change", { input: (w) => ({ invitationId: w.studioInvitationId }) }),
  },
  "people.addParticipant": {
    input: (w) => ({ ...project(w), userId: w.people.artist.userId, part: "producer", powers: ["comment"] }),
  },
  "people.changePowers": { input: (w) => ({ participantId: w.participantId, powers: ["comment"] }) },
  "requests.removeParticipant": { input: (w) => ({ participantId: w.participantId }), once: true },
  "overview.grantsInStudio": { input: studio },
  "overview.grantsInProject": { input: project },
  "overview.grantsOnSong": { input: song },
  "overview.home": { input: () => undefined },
  "overview.board": { input: studio },
  "overview.finished": { input: studio },
  "overview.project": { input: project },
  "history.page": { input: project },
  "live.project": { input: project },
  "live.studio": { input: studio },
  "work.createProject": {
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
  "work.addSong": { input: (w) => ({ ...project(w), title: "Another" }) },
  "projects.renameSong": { input: (w) => ({ ...song(w), title: "Another" }) },
  "projects.addReference": { input: (w) => ({ ...project(w), title: "Reference" }) },
  "projects.removeReference": {
    input: (w) => ({ ...project(w), referenceId: w.referenceId }),
    only: ["owner", "manager", "client"],
    once: true,
  },
  "work.setDueDate": { input: (w) => ({ workItemId: w.mixingId, dueOn: "2030-01-31" }) },
  "work.start": [
    {
      input: (w) => ({ workItemId: w.recordingId }),
      only: ["owner", "manager", "recording_engineer"],
      once: true,
    },
    {
      input: async (w) => {
        await putInState(w.song.id, "recording", "cancelled");
        await putInState(w.song.id, "mixing", "waiting");
        return { workItemId: w.mixingId };
      },
      only: ["owner", "manager", "mixing_engineer"],
    },
  ],
  "work.hold": { input: (w) => ({ workItemId: w.mixingId, reason: words }) },
  "work.resume": { input: (w) => ({ workItemId: w.mixingId }) },
  "work.cancel": { input: (w) => ({ workItemId: w.mixingId, reason: words }) },
  "files.inHome": homes,
  "files.uploadsOf": homes,
  "files.abandonUpload": {
    input: (w) => ({ uploadId: w.uploadId }),
    only: ["client"],
    others: "NOT_FOUND",
    once: true,
  },
  "files.setAside": unsent(),
  "files.changeKind": { input: (w) => ({ fileId: w.stemId, from: "stem", to: "multitrack" }) },
  "files.restore": unsent(),
  "renders.retry": unsent(),
  "overview.song": { input: song },
  "review.addNote": {
    request: line("note.add", { input: (w) => ({ revisionId: w.revisionId, kind: "request", words }) }),
    praise: line("note.add", { input: (w) => ({ revisionId: w.masterId, kind: "praise", words }) }),
    answer: line("work.start", { input: (w) => ({ revisionId: w.revisionId, kind: "answer", words }) }),
  },
  "review.reply": { input: (w) => ({ noteId: w.noteId, words }) },
  "review.resolve": [
    { input: (w) => ({ noteId: w.noteId }), only: ["client"] },
    { input: (w) => ({ noteId: w.requestId }), only: ["mastering_engineer"] },
  ],
  "requests.reopenNote": {
    note: line("note.add", { input: (w) => ({ noteId: w.noteId }), only: ["client"] }),
    blocking: line("request.send", {
      input: (w) => ({ noteId: w.requestId }),
      only: ["mastering_engineer"],
    }),
  },
  "requests.sendBackAnswer": { input: (w) => ({ answerId: w.answerId, words }), only: ["client"] },
  "review.sendRound": [
    { input: (w) => ({ revisionId: w.revisionId }) },
    { input: (w) => ({ revisionId: w.masterId }) },
  ],
  "requests.send": {
    input: (w) => ({ revisionId: w.revisionId, nature: "taste", words, blocking: false }),
  },
  "review.sendRevision": {
    mixing: line("mix.send", {
      input: (w) => ({ workItemId: w.mixingId, fileId: w.printId, changeNote: words }),
    }),
    mastering: line("master.send", {
      input: (w) => ({ workItemId: w.masteringId, fileId: w.files.master, changeNote: words }),
    }),
  },
  "review.supplyMix": { input: (w) => ({ ...song(w), fileId: w.files.premaster }) },
  "review.setOffset": {
    mixing: line(
      "mix.send",
      { input: (w) => ({ revisionId: w.revisionId, offsetSamples: 100 }) },
      { input: (w) => ({ revisionId: w.suppliedId, offsetSamples: 100 }) },
    ),
    mastering: line("master.send", { input: (w) => ({ revisionId: w.masterId, offsetSamples: 100 }) }),
  },
  "review.takeBack": {
    mixing: line("mix.send", { input: (w) => ({ workItemId: w.mixingId }) }),
    mastering: line("master.send", { input: (w) => ({ workItemId: w.masteringId }) }),
  },
  "signoffs.give": [
    { input: (w) => ({ revisionId: w.revisionId, sha256: w.sha256, newestSeenId: w.revisionId }) },
    { input: (w) => ({ revisionId: w.masterId, sha256: w.sha256, newestSeenId: w.masterId }) },
  ],
  "signoffs.recordElsewhere": { input: (w) => ({ revisionId: w.suppliedId, approvedBy: "Somebody" }) },
  "requests.withdrawSignOff": { input: (w) => ({ signOffId: w.signOffId }), only: ["client"] },
  "requests.reopenWork": [
    { input: (w) => ({ workItemId: w.mixingId, reason: words }) },
    { input: (w) => ({ workItemId: w.masteringId, reason: words }) },
  ],
  "handoffs.set": { input: song },
  "handoffs.premaster": { input: song },
  "handoffs.suppliedFindings": { input: (w) => ({ fileId: w.files.premaster }) },
  "handoffs.offerSet": { input: (w) => ({ ...song(w), kind: "stems" }) },
  "handoffs.offerPremaster": {
    mixed: line("mix.send", { input: (w) => ({ ...song(w), revisionId: w.revisionId }) }),
    supplied: line("premaster.upload", { input: (w) => ({ ...song(w), revisionId: w.suppliedId }) }),
  },
  "handoffs.sendMixToMastering": {
    input: (w) => ({ ...song(w), fileId: w.files.premaster, handOffId: newId(), approvedBy: "Somebody" }),
  },
  "handoffs.accept": received(),
  "handoffs.return": received({ reasons: words }),
};

type Procedure = { _def: { type: "query" | "mutation" | "subscription"; meta?: Meta } };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

const isBranches = (example: Example): example is Branches => Array.isArray(example) || "input" in example;

/** Of each procedure what it demands, and of a table the same line by line: what it says itself, or what the examples say. */
const declared = procedures.map(([name, { _def }]) => [name, _def.meta?.permission] as const);
const expected = declared.map(([name, permission]) => {
  const example = examples[name];
  if (!example || isBranches(example)) return [name, typeof permission === "string" ? permission : "one"];
  return [name, Object.fromEntries(Object.entries(example).map(([of, { permission }]) => [of, permission]))];
});

const branches = declared.flatMap(([name, permission]) => {
  const example = examples[name] ?? {};
  const lines: Record<string, { permission: Permission | "signed.in"; branches: readonly Branch[] }> =
    !isBranches(example)
      ? example
      : typeof permission === "string"
        ? { "": { permission, branches: [example].flat() } }
        : {};
  return Object.entries(lines).flatMap(([of, { permission, branches }]) =>
    branches.map((branch, n) => ({
      ...{ name, permission, branch },
      what: [name, of && ` of ${of}`, n > 0 && ` (${n + 1})`].filter(Boolean).join(""),
    })),
  );
});

/** Who has no account. No procedure lets them in today, whoever they say they are. */
const strangers = {
  visitor: { kind: "visitor", visitorId: newId() },
  link: { kind: "link", linkId: newId() },
  job: { kind: "job", name: "files.admit" },
} satisfies Partial<Record<Actor["kind"], Actor>>;

test("every procedure names who is let in", () => {
  const letIn = procedures.map(([name, { _def }]) => [name, _def.meta?.actors]);
  expect(letIn).toEqual(procedures.map(([name]) => [name, ["person"]]));
});

test.each(Object.values(strangers))("a $kind finds nothing through what they may see", async (actor) => {
  const finders = [
    () => studioFor(actor, home.studioId, "studio.see"),
    () => projectFor(actor, home.projectId, "project.see"),
    () => songFor(actor, home.song.id, "project.see"),
    () => workItemFor(actor, home.mixingId, "project.see"),
    () => revisionFor(actor, home.revisionId, "revision.hear"),
    () => noteFor(actor, home.noteId, "note.add"),
    () => signOffFor(actor, home.signOffId, "signoff.give"),
    () => handOffFor(actor, home.handOffId, "set.receive"),
  ];
  for (const find of finders) await expect(find()).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("every procedure names its permissions and has an example for each of them here", () => {
  expect(declared.filter(([, permission]) => !permission).map(([name]) => name)).toEqual([]);
  expect(declared.map(([name]) => name).toSorted()).toEqual(Object.keys(examples).toSorted());
  expect(declared).toEqual(expected);
});

test.each(branches)(
  "$what is $permission: as every role at home, from abroad, and signed out",
  async ({ name, permission, branch }) => {
    for (const actor of [null, ...Object.values(strangers)])
      expect([actor?.kind, await outcome(actor, name, await branch.input(home))]).toEqual([
        actor?.kind,
        "UNAUTHORIZED",
      ]);
    const expected: Record<string, string> = {};
    const got: Record<string, string> = {};
    for (const role of allRoles) {
      if (branch.once) home = await makeWorld();
      const { roles, powers, actor } = await somebody(home, role);
      expected[role] = wanted(branch, permission, role, roles, powers);
      got[role] = await outcome(actor, name, await branch.input(home));
    }
    expect(got).toEqual(expected);
    const outside = permission === "signed.in" && !branch.only ? "let in" : "NOT_FOUND";
    for (const role of allRoles) {
      const { actor } = await somebody(abroad, role);
      expect([role, await outcome(actor, name, await branch.input(home))]).toEqual([role, outside]);
    }
  },
);

test.each(branches.filter(({ permission, branch }) => permission !== "signed.in" || branch.only))(
  "$what: what is not theirs is asked for exactly as what is not there, and nothing of it is read",
  async ({ name, branch }) => {
    const theirs = await branch.input(home);
    const forged = JSON.parse(JSON.stringify(theirs), (key, value) => (/Id$/.test(key) ? newId() : value));
    const ask = (input: unknown) => statementsUntil(() => outcome(abroad.owner, name, input));
    const asked = await ask(theirs);
    expect(asked).toEqual({ ended: "NOT_FOUND", statements: expect.arrayContaining([expect.any(String)]) });
    expect(asked).toEqual(await ask(forged));
  },
);

/** What Postgres is asked, without its parameters. */
async function statementsUntil<T>(work: () => Promise<T>) {
  const statements: string[] = [];
  const asking = vi.spyOn(pg.Client.prototype, "query");
  const ended = await work();
  for (const [query] of asking.mock.calls as unknown as [string | { text: string }][])
    statements.push(typeof query === "string" ? query : query.text);
  asking.mockRestore();
  return { ended, statements };
}

const isMemberRole = (role: Role) => role === "owner" || role === "manager" || role === "engineer";

const ofStudio = (permission: Permission) =>
  permission === "studio.see" ||
  permission === "studio.files" ||
  permission === "project.create" ||
  permission === "people.change";

/** What the one table says, and past it the verb. */
function wanted(
  { only, others = "FORBIDDEN", hidden }: Branch,
  permission: Permission | "signed.in",
  role: Role,
  roles: readonly Role[],
  powers: readonly Power[],
): string {
  const past = !only || only.includes(role) ? "let in" : others;
  if (permission === "signed.in") return past;
  const inStudio = ofStudio(permission);
  const grants = inStudio ? grantsOf(roles.filter(isMemberRole), []) : grantsOf(roles, powers);
  try {
    demand(grants, permission, inStudio ? "studio.see" : "project.see");
    return past;
  } catch (error) {
    const tabled = (error as { code?: string }).code !== "NOT_ALLOWED";
    return (hidden === false ? !grants.has("project.see") : hidden || tabled) ? "NOT_FOUND" : "FORBIDDEN";
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
