import { expect, onTestFinished, test } from "vitest";
import { actorKey } from "./access/actor.ts";
import { allPermissions, type Role } from "./access/permissions.ts";
import { db, transact } from "./db.ts";
import { deliveryEvents } from "./delivery/events.ts";
import {
  type AnnouncedSubjects,
  type Announcement,
  announcements,
  declaredOf,
  type EventKind,
  eventKinds,
  isMailed,
  type Mailed,
  type Subjects,
} from "./event-kinds.ts";
import { type Audience, about } from "./event-shape.ts";
import { announce, record } from "./events.ts";
import { filesAnnouncements, filesEvents, readerOfFile } from "./files/events.ts";
import { isGranted } from "./files/rules.ts";
import { FileKind } from "./files/schema.ts";
import { handoffsEvents } from "./handoffs/events.ts";
import { historyEvents } from "./history/events.ts";
import { history } from "./history/queries.ts";
import { projectChanges, studioChanges } from "./live/queries.ts";
import { lettersAbout } from "./notifications/letters-about.ts";
import { peopleEvents } from "./people/events.ts";
import { projectsEvents } from "./projects/events.ts";
import { rendersAnnouncements, rendersEvents } from "./renders/events.ts";
import { requestsEvents } from "./requests/events.ts";
import { reviewEvents } from "./review/events.ts";
import { signoffsEvents } from "./signoffs/events.ts";
import { makeWorld, somebody, type World } from "./testing/world.ts";
import { workEvents } from "./work/events.ts";

// What the catalogue says is said a second time here, by roles: a slip in either shows.

const studio: Role[] = ["owner", "manager", "engineer"];
const running: Role[] = ["owner", "manager"];
const everyone: Role[] = [
  ...running,
  "artist",
  "producer",
  "recording_engineer",
  "mixing_engineer",
  "mastering_engineer",
  "client",
];
const withSet: Role[] = [...running, "recording_engineer", "mixing_engineer"];
const withMix: Role[] = [...running, "mixing_engineer"];
const withPremaster: Role[] = [...running, "artist", "producer", "mastering_engineer", "client"];
const withMaster: Role[] = [...running, "mastering_engineer"];

type Readers = "studio" | "everyone" | "its upload" | "its file" | "its content" | "as it was and is";

const readers: Record<EventKind, Readers> = {
  "studio.created": "studio",
  "member.joined": "studio",
  "member.left": "studio",
  "invitation.sent": "everyone",
  "invitation.accepted": "everyone",
  "invitation.revoked": "everyone",
  "participant.added": "everyone",
  "participant.changed": "everyone",
  "participant.removed": "everyone",
  "project.created": "everyone",
  "project.changed": "everyone",
  "song.added": "everyone",
  "song.renamed": "everyone",
  "reference.added": "everyone",
  "reference.removed": "everyone",
  "work.moved": "everyone",
  "upload.started": "its upload",
  "upload.given_up": "its upload",
  "file.refused": "its upload",
  "file.kept": "its file",
  "file.set_aside": "its file",
  "file.restored": "its file",
  "file.kind_changed": "as it was and is",
  "render.ready": "its content",
  "render.failed": "its content",
  "revision.sent": "everyone",
  "offset.changed": "everyone",
  "note.added": "everyone",
  "note.replied": "everyone",
  "note.resolved": "everyone",
  "note.reopened": "everyone",
  "round.sent": "everyone",
  "request.sent": "everyone",
  "answer.sent_back": "everyone",
  "signoff.given": "everyone",
  "signoff.withdrawn": "everyone",
  "signoff.superseded": "everyone",
  "handoff.offered": "everyone",
  "handoff.accepted": "everyone",
  "handoff.returned": "everyone",
  "master.delivered": "everyone",
  "history.digested": "everyone",
  "history.unsealed": "everyone",
  "history.sealed": "everyone",
};

const announced: Record<Announcement, "its upload" | "its content" | "set"> = {
  "upload.received": "its upload",
  "upload.set_aside": "its upload",
  "render.queued": "its content",
  "render.progress": "its content",
  "sum.compared": "set",
};

const byFile: Record<FileKind, { coming: Role[]; brought: Role[]; sent: Role[] }> = {
  multitrack: { coming: withSet, brought: withSet, sent: withSet },
  stem: { coming: withSet, brought: withSet, sent: withSet },
  document: { coming: withSet, brought: withSet, sent: withSet },
  rough_mix: { coming: withSet, brought: everyone, sent: everyone },
  mix_print: { coming: withMix, brought: withMix, sent: everyone },
  premaster: { coming: withPremaster, brought: withPremaster, sent: everyone },
  master: { coming: withMaster, brought: withMaster, sent: everyone },
};

type Told = { kind: EventKind; subject: object; heardBy: Role[]; readBy: Role[] };

/** Every kind of event that a project can have, about every kind of file, and who should know of each. */
async function everythingIn(w: World): Promise<Told[]> {
  const files = await db.file.findMany({ where: { songId: w.song.id }, include: { sendings: true } });
  const uploads = await Promise.all(FileKind.options.map((kind) => makeUpload(w, kind)));
  const subject = { ...w, songId: w.song.id, ...{ fields: [], powers: [], part: "client", files: 1 } };
  const told = (kind: EventKind, about: object, heardBy: Role[], readBy = heardBy) => ({
    ...{ kind, subject: subjectOf(kind, { ...subject, ...about }), heardBy },
    readBy: readBy.filter((role) => role !== "artist" && role !== "client"),
  });
  return [
    ...kindsReadBy("everyone").map((kind) => told(kind, {}, everyone)),
    ...uploads.flatMap(({ id: uploadId, kind: fileKind }) =>
      kindsReadBy("its upload").map((kind) => told(kind, { uploadId, fileKind }, byFile[fileKind].coming)),
    ),
    ...files.flatMap(({ id: fileId, kind: fileKind, sha256: sourceSha256, sendings }) => {
      const { brought, sent } = byFile[fileKind];
      const isSent = sendings.some(({ as }) => as === "revision");
      const now = isSent ? sent : brought;
      const content = { sourceSha256, files: [{ fileKind, sent: isSent }] };
      return [
        ...kindsReadBy("its file").map((kind) => told(kind, { fileId, fileKind }, brought, now)),
        ...kindsReadBy("its content").map((kind) => told(kind, content, now)),
      ];
    }),
    ...kindsReadBy("as it was and is").map((kind) =>
      told(kind, { fileId: w.stemId, from: "rough_mix", to: "stem" }, everyone, withSet),
    ),
  ];
}

const kindsReadBy = (by: Readers) => (Object.keys(readers) as EventKind[]).filter((k) => readers[k] === by);

/** What the history looks names up by, and what decides who reads; the rest of a subject is of no matter here. */
function subjectOf(kind: EventKind, from: Record<string, unknown>) {
  const keys = ["songId", "fields", "powers", "part", "fileId", "uploadId", "fileKind", "from", "to"];
  const ofRender = ["sourceSha256", "files"];
  const held = kind.startsWith("render.") ? ofRender : keys;
  return Object.fromEntries(held.flatMap((key) => (key in from ? [[key, from[key]]] : [])));
}

const makeUpload = (w: World, kind: FileKind) =>
  db.upload.create({
    data: {
      ...{ studioId: w.studioId, songId: w.song.id, kind, name: `${kind}.wav`, sizeBytes: 5n },
      ...{ sha256: "1".repeat(64), broughtBy: actorKey(w.owner) },
    },
  });

const recordAll = async (w: World, streamId: string, events: Pick<Told, "kind" | "subject">[]) => {
  for (const { kind, subject } of events)
    await transact((tx) =>
      record(tx, w.owner, { kind, studioId: w.studioId, streamId, subject: subject as never }),
    );
};

const theEnd = { kind: "song.renamed", subject: { songId: "the end" } } as const;

/** What an open page hears, until everything was told. */
async function heard(stream: AsyncGenerator<Heard>) {
  const kinds: string[] = [];
  for await (const change of stream) {
    if (change?.songId === theEnd.subject.songId) break;
    if (change) kinds.push(change.kind);
  }
  return kinds;
}
type Heard = { kind: string; songId?: string | undefined } | null;

/** An open page, once it listens. */
async function opened(stream: Promise<AsyncGenerator<Heard>>) {
  const page = await stream;
  expect(await page.next()).toEqual({ done: false, value: null });
  return page;
}

function untilTheTestEnds() {
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  return ended.signal;
}

test("no two nouns declare the same kind, and none is left out", () => {
  const nouns = [
    ...[peopleEvents, projectsEvents, workEvents, filesEvents, rendersEvents, reviewEvents],
    ...[signoffsEvents, handoffsEvents, requestsEvents, deliveryEvents, historyEvents],
  ];
  expect(nouns.flatMap(Object.keys).toSorted()).toEqual(Object.keys(eventKinds).toSorted());
  const announcing = [filesAnnouncements, rendersAnnouncements];
  expect(announcing.flatMap(Object.keys).toSorted()).toEqual(Object.keys(announcements).toSorted());
});

test("a kind that says too little, or what cannot be, does not compile", () => {
  const whole = { sentence: () => "did it", decision: true, reader: "project.see" } as const;
  const { sentence: _, ...speechless } = whole;
  const { reader: __, ...readerless } = whole;
  const made = [
    about<{ noteId: string }>()(whole),
    // @ts-expect-error no words for the history
    about<{ noteId: string }>()(speechless),
    // @ts-expect-error nobody to read it
    about<{ noteId: string }>()(readerless),
    // @ts-expect-error a permission that nobody has
    about<{ noteId: string }>()({ ...whole, reader: "note.read" }),
    // @ts-expect-error words about what its subject does not hold
    about<{ noteId: string }>()({ ...whole, sentence: ({ fileId }: { fileId: string }) => fileId }),
    // @ts-expect-error mailed to nobody
    about<{ noteId: string }>()({ ...whole, concerns: [] }),
  ];
  expect(made).toHaveLength(6);

  type Letters = { [K in Mailed]: (subject: Subjects[K]) => string };
  const letter = () => "a letter";
  const others = {} as Omit<Letters, "round.sent">;
  // @ts-expect-error a kind that is mailed, and no letter for it
  const missing: Letters = others;
  const complete: Letters = { ...others, "round.sent": letter };
  expect(Object.keys(complete)).toEqual([...Object.keys(missing), "round.sent"]);
});

test("a file's events are for who sees such a file, by the one rule about files", () => {
  const byReader = (fileKind: FileKind, sent: boolean) => readerOfFile({ fileKind, sent });
  const seeing = (kind: FileKind, sent: boolean) =>
    allPermissions.filter((one) => isGranted("see", { home: "song", kind, sent }, new Set([one])));
  for (const kind of FileKind.options)
    for (const sent of [false, true]) expect([byReader(kind, sent)]).toEqual(seeing(kind, sent));
});

test("open pages of a project hear what their reader may read, as every role", async () => {
  const w = await makeWorld();
  const signal = untilTheTestEnds();
  const pages = new Map<Role, AsyncGenerator<Heard>>();
  for (const role of everyone)
    pages.set(role, await opened(projectChanges((await somebody(w, role)).actor, w.projectId, signal)));
  const events = await everythingIn(w);
  await recordAll(w, w.projectId, [...events, theEnd]);
  for (const [role, page] of pages)
    expect([role, await heard(page)]).toEqual([role, kindsFor(role, events, "heardBy")]);
});

test("open boards hear of the studio itself, and of projects what their reader may read there", async () => {
  const w = await makeWorld();
  const signal = untilTheTestEnds();
  const boards = new Map<Role, AsyncGenerator<Heard>>();
  for (const role of studio)
    boards.set(role, await opened(studioChanges((await somebody(w, role)).actor, w.studioId, signal)));
  const mixer = w.people.mixing_engineer;
  await db.member.create({ data: { studioId: w.studioId, userId: mixer.userId, role: "engineer" } });
  const mixersBoard = await opened(studioChanges(mixer, w.studioId, signal));

  const events = await everythingIn(w);
  const invitation = { kind: "invitation.sent", subject: {} } as const;
  const ofStudio = [...kindsReadBy("studio").map((kind) => ({ kind, subject: {} })), invitation];
  const kindsOfStudio = ofStudio.map(({ kind }) => kind);
  await recordAll(w, w.projectId, events);
  await recordAll(w, w.studioId, ofStudio);
  await recordAll(w, w.projectId, [theEnd]);
  await recordAll(w, w.studioId, [{ kind: "studio.created", subject: theEnd.subject }]);
  for (const role of running) {
    const board = boards.get(role);
    expect([role, board && (await heard(board))]).toEqual([
      role,
      [...kindsFor(role, events, "heardBy"), ...kindsOfStudio],
    ]);
  }
  const engineersBoard = boards.get("engineer");
  expect(engineersBoard && (await heard(engineersBoard))).toEqual(kindsOfStudio);
  expect(await heard(mixersBoard)).toEqual([
    ...kindsFor("mixing_engineer", events, "heardBy"),
    ...kindsOfStudio,
  ]);
});

test("what is announced and not kept is heard by who may see it, as every role", async () => {
  const w = await makeWorld();
  const signal = untilTheTestEnds();
  const pages = new Map<Role, AsyncGenerator<Heard>>();
  for (const role of everyone)
    pages.set(role, await opened(projectChanges((await somebody(w, role)).actor, w.projectId, signal)));
  const told: { kind: Announcement; subject: object; heardBy: Role[] }[] = [];
  for (const kind of Object.keys(announced) as Announcement[])
    for (const fileKind of FileKind.options)
      for (const sent of [false, true])
        told.push({
          kind,
          subject: { songId: w.song.id, fileKind, files: [{ fileKind, sent }] },
          heardBy: {
            set: withSet,
            "its upload": byFile[fileKind].coming,
            "its content": byFile[fileKind][sent ? "sent" : "brought"],
          }[announced[kind]],
        });
  const where = { studioId: w.studioId, streamId: w.projectId };
  for (const { kind, subject } of told)
    await transact((tx) => announce(tx, where, kind, subject as AnnouncedSubjects[typeof kind]));
  await recordAll(w, w.projectId, [theEnd]);
  for (const [role, page] of pages)
    expect([role, await heard(page)]).toEqual([role, kindsFor(role, told, "heardBy")]);
});

test("the history holds what its reader may read, page by page without a gap, as every role", async () => {
  const w = await makeWorld();
  const before = await db.event.count({ where: { streamId: w.projectId } });
  const events = await everythingIn(w);
  await recordAll(w, w.projectId, events);
  for (const role of everyone) {
    const { actor } = await somebody(w, role);
    if (role === "artist" || role === "client") {
      await expect(history(actor, w.projectId)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
      continue;
    }
    const kinds: string[] = [];
    for (let next: number | undefined = 1_000_000; next; ) {
      const page: Awaited<ReturnType<typeof history>> = await history(actor, w.projectId, { before: next });
      kinds.unshift(
        ...page.events
          .filter((e) => e.number > before)
          .map((e) => e.kind)
          .toReversed(),
      );
      next = page.next;
    }
    expect([role, kinds]).toEqual([role, kindsFor(role, events, "readBy")]);
  }
});

test("a page of the history is full although a long hand-over of files lies between, and tells no name of them", async () => {
  const w = await makeWorld();
  const of = { songId: w.song.id, fileId: w.stemId, fileKind: "stem" };
  const stems = Array.from({ length: 70 }, () => ({ kind: "file.kept" as const, subject: of }));
  await recordAll(w, w.projectId, [theEnd, ...stems]);
  const page = await history(w.people.mastering_engineer, w.projectId);
  expect(page.events[0]?.kind).toBe("song.renamed");
  expect(page.files).toEqual({});
  const withNames = await history(w.people.mixing_engineer, w.projectId);
  expect([withNames.events.length, Object.keys(withNames.files)]).toEqual([50, [w.stemId]]);
});

test("events from before the kind of file was on record are read by their rows", async () => {
  const w = await makeWorld();
  const old = (fileId: string) => ({ kind: "file.kept" as const, subject: { songId: w.song.id, fileId } });
  const { numbers } = await writtenBefore(w, [old(w.stemId), old(w.files.mix_print), old(w.mixFileId)]);
  const readBy = async (role: Role) => {
    const { events } = await history((await somebody(w, role)).actor, w.projectId);
    return numbers.map((number) => events.some((e) => e.number === number));
  };
  expect(await readBy("manager")).toEqual([true, true, true]);
  expect(await readBy("mixing_engineer")).toEqual([true, true, true]);
  expect(await readBy("recording_engineer")).toEqual([true, false, true]);
  expect(await readBy("producer")).toEqual([false, false, true]);
});

/** As an older portal wrote it: the subject holds no kind of file. Its hash is of no matter here. */
async function writtenBefore(w: World, events: { kind: EventKind; subject: object }[]) {
  const last = await db.streamEnd.findUniqueOrThrow({ where: { streamId: w.projectId } });
  const numbers = events.map((_, i) => last.number + i + 1);
  for (const [i, { kind, subject }] of events.entries())
    await db.event.create({
      data: {
        ...{ studioId: w.studioId, streamId: w.projectId, number: last.number + i + 1, at: new Date() },
        ...{ actor: "job:files.admit", kind, subject, previous: "", hash: `${i}` },
      },
    });
  return { numbers };
}

test("the kinds that are mailed, and whom each concerns", () => {
  const concerns: Record<Mailed, Audience[]> = {
    "invitation.accepted": ["inviter"],
    "participant.added": ["participant"],
    "revision.sent": ["deciders", "closers"],
    "request.sent": ["engineers", "running"],
    "answer.sent_back": ["answerer"],
    "note.replied": ["talkers"],
    "round.sent": ["engineers"],
    "signoff.given": ["engineers", "nextEngineers", "running"],
    "signoff.withdrawn": ["engineers", "nextEngineers", "signer", "running"],
    "signoff.superseded": ["engineers", "nextEngineers", "signer", "running"],
    "handoff.offered": ["receivers"],
    "handoff.accepted": ["offerer"],
    "handoff.returned": ["offerer"],
  };
  const kinds = (Object.keys(eventKinds) as EventKind[]).filter(isMailed);
  expect(Object.fromEntries(kinds.map((kind) => [kind, declaredOf(kind).concerns]))).toEqual(concerns);
});

test("nobody is mailed about what they may not read", async () => {
  const w = await makeWorld();
  const given = { signOffId: w.signOffId, revisionId: w.revisionId };
  await recordAll(w, w.projectId, [{ kind: "signoff.given", subject: given }]);
  const event = await db.event.findFirstOrThrow({
    where: { streamId: w.projectId, kind: "signoff.given" },
    orderBy: { number: "desc" },
  });
  const mailed = async () => {
    const to = (await lettersAbout(event)).map((letter) => letter.to);
    const users = await db.user.findMany({ where: { email: { in: to } } });
    return users.map((u) => u.name).toSorted();
  };
  expect(await mailed()).toEqual(["manager", "mastering_engineer", "mixing_engineer"]);
  for (const [reader, names] of [
    ["set.see", ["manager", "mixing_engineer"]],
    ["master.see", ["manager", "mastering_engineer"]],
    ["project.create", ["manager"]],
  ] as const) {
    const declared: { reader: unknown } = eventKinds["signoff.given"];
    const before = declared.reader;
    onTestFinished(() => {
      declared.reader = before;
    });
    declared.reader = reader;
    expect([reader, await mailed()]).toEqual([reader, names]);
  }
});

test("a line that songs can be told apart by carries its song to open pages, and no permission", async () => {
  const w = await makeWorld();
  const page = await opened(projectChanges(w.manager, w.projectId, untilTheTestEnds()));
  await recordAll(w, w.projectId, [{ kind: "note.resolved", subject: { noteId: w.noteId } }, theEnd]);
  expect((await page.next()).value).toEqual({ kind: "note.resolved", songId: undefined });
  expect((await page.next()).value).toEqual({ kind: "song.renamed", songId: "the end" });
});

const kindsFor = <K extends "heardBy" | "readBy">(
  role: Role,
  events: ({ kind: string } & Record<K, Role[]>)[],
  by: K,
) => events.filter((e) => e[by].includes(role)).map((e) => e.kind);
