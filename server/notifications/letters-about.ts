import { db } from "../db.ts";
import { env } from "../env.ts";
import {
  type AudienceOf,
  declaredOf,
  isMailed,
  type Mailed,
  placeOf,
  readersOf,
  type Subjects,
} from "../event-kinds.ts";
import type { Audience } from "../event-shape.ts";
import type { Event, Part } from "../generated/prisma/client.ts";
import { songStates } from "../handoffs/song-states.ts";
import type { Letter } from "../mail/post-mail.ts";
import { closersOf } from "../review/rules.ts";
import { turnsOf } from "../work/turns-of.ts";
import { counted, nextStage, quoted, revisionName, shortened } from "./rules.ts";
import { type Scene, type Someone, sceneOf } from "./scene-of.ts";

/** Nobody is told what they did themselves, what they may not read, or anything twice. */
export async function lettersAbout(event: Event): Promise<Letter[]> {
  const { kind, subject } = event;
  if (!isMailed(kind)) return [];
  const scene = await sceneOf(event);
  const draft = await (letters[kind] as Letters<Audience>)(scene, subject as never);
  if (!draft) return [];
  const readers = readersOf(declaredOf(kind), subject as never, placeOf(event));
  const mayRead = ({ userId }: Someone) => readers.some((reader) => scene.grantsOf(userId).has(reader));
  const concerned = Object.values<Someone[]>(draft.to)
    .flat()
    .filter((someone) => someone.userId !== scene.actorId && mayRead(someone));
  const once = new Map(concerned.map((someone) => [someone.userId, someone]));
  return [...once.values()].map((someone) => letterTo(someone, draft, scene));
}

type Letters<A extends Audience> = (scene: Scene, subject: never) => Promise<Draft<A> | null>;

type Draft<A extends Audience> = {
  /** Exactly those whom the kind declares that it concerns. */
  to: Record<A, Someone[]>;
  subject: string;
  /** Paragraphs; a function when they differ by reader. */
  words: (string | null | ((reader: Someone) => string | null))[];
  act: string;
  path: string;
};

function letterTo(someone: Someone, draft: Draft<Audience>, scene: Scene): Letter {
  const said = draft.words.map((w) => (typeof w === "function" ? w(someone) : w));
  const why = scene.project
    ? `You get this because you take part in “${scene.project.title}” at ${scene.studioName}.`
    : `You get this because you work at ${scene.studioName}.`;
  return {
    to: someone.email,
    subject: shortened(draft.subject, 120),
    text: [`Hello ${someone.name},`, ...said, `${draft.act}:\n${env.PUBLIC_URL}${draft.path}`, why]
      .filter((line) => line !== null && line !== "")
      .join("\n\n"),
  };
}

/** A kind that is declared to be mailed and has no letter here does not compile, nor has one that leaves somebody out. */
const letters: {
  [K in Mailed]: (scene: Scene, subject: Subjects[K]) => Promise<Draft<AudienceOf<K>> | null>;
} = {
  "invitation.accepted": async (scene, { invitationId }) => {
    const invitation = await db.invitation.findUnique({ where: { id: invitationId } });
    if (!invitation) return null;
    const what = scene.project ? `“${scene.project.title}”` : scene.studioName;
    return {
      to: { inviter: scene.known(invitation.invitedById) },
      subject: `${scene.actorName} is in: ${what}`,
      words: [`${scene.actorName} accepted your invitation to ${what}.`],
      act: "See who takes part",
      path: scene.project ? `${projectPath(scene)}/people` : `/studios/${invitation.studioId}/people`,
    };
  },

  "participant.added": async (scene, { userId, part }) => ({
    to: { participant: scene.known(userId) },
    subject: `You take part in “${scene.project?.title}”`,
    words: [`${scene.actorName} put you down as ${partName(part)} for “${scene.project?.title}”.`],
    act: "Have a look",
    path: projectPath(scene),
  }),

  "revision.sent": async (scene, { revisionId }) => {
    const revision = await revisionOf(revisionId);
    const answers = await db.noteAnswer.findMany({
      where: { revisionId },
      select: { note: { select: { kind: true, authorId: true } } },
    });
    const states = await songStates(db, [revision.songId]);
    const turns = [...states.values()].flatMap(turnsOf);
    const isToDecide = !turns.some(
      (t) => t.act === "decide" && t.stage === revision.stage && t.hold?.by === "request",
    );
    const masters = scene.engineersOf("mastering").map((someone) => someone.userId);
    const closers = answers.map(({ note }) => closersOf(note, masters));
    const answeredFor = (userId: string) => closers.filter((ids) => ids.includes(userId)).length;
    return {
      to: { deciders: scene.holding("sign_off_sound"), closers: closers.flat().flatMap(scene.known) },
      subject: `${revision.name} of “${revision.song}” is ${isToDecide ? "ready" : "here"} to hear`,
      words: [
        `${scene.actorName} sent ${revision.name} of “${revision.song}” for review.`,
        quoted(revision.changeNote),
        isToDecide
          ? null
          : "Mastering waits for a change that it does not make, so it cannot be approved yet.",
        (reader) => {
          const n = answeredFor(reader.userId);
          return n === 0
            ? null
            : `It says what was done about ${counted(n, "note")} of yours; close each if you agree, or send it back.`;
        },
      ],
      act: "Listen and say what you think",
      path: revision.path,
    };
  },

  "request.sent": async (scene, { noteId, revisionId, blocking }) => {
    const revision = await revisionOf(revisionId);
    const note = await db.note.findUnique({ where: { id: noteId }, select: { words: true } });
    return {
      to: { engineers: scene.engineersOf("mixing"), running: blocking ? scene.running : [] },
      subject: blocking
        ? `Mastering waits for a change in the mix of “${revision.song}”`
        : `Mastering has a request about ${revision.name} of “${revision.song}”`,
      words: [
        `${scene.actorName} listened to ${revision.name} of “${revision.song}” and asks for this:`,
        quoted(note?.words),
        blocking
          ? "It blocks: mastering goes on once a later mix answers it and who asked is content."
          : null,
      ],
      act: "See it at its place in the song",
      path: revision.path,
    };
  },

  "answer.sent_back": async (scene, { answerId }) => {
    const answer = await db.noteAnswer.findUnique({
      where: { id: answerId },
      select: { byId: true, revisionId: true, sentBack: { select: { words: true } } },
    });
    if (!answer) return null;
    const revision = await revisionOf(answer.revisionId);
    return {
      to: { answerer: scene.known(answer.byId) },
      subject: `One answer in ${revision.name} of “${revision.song}” came back`,
      words: [
        `${scene.actorName} heard ${revision.name} and is not there yet on one of the notes:`,
        quoted(answer.sentBack?.words),
      ],
      act: "See which one",
      path: revision.path,
    };
  },

  "note.replied": async (scene, { noteId, replyId }) => {
    const reply = await db.reply.findUnique({
      where: { id: replyId },
      select: { words: true, note: { select: { authorId: true, revisionId: true } } },
    });
    if (!reply) return null;
    const others = await db.reply.findMany({ where: { noteId }, select: { authorId: true } });
    const revision = await revisionOf(reply.note.revisionId);
    return {
      to: { talkers: [reply.note.authorId, ...others.map((o) => o.authorId)].flatMap(scene.known) },
      subject: `${scene.actorName} replied on ${revision.name} of “${revision.song}”`,
      words: [`${scene.actorName} replied to a note that you are part of:`, quoted(reply.words)],
      act: "Read on",
      path: revision.path,
    };
  },

  "round.sent": async (scene, { revisionId, notes }) => {
    const revision = await revisionOf(revisionId);
    return {
      to: { engineers: scene.engineersOf(revision.stage) },
      subject: `Notes on ${revision.name} of “${revision.song}”`,
      words: [
        `${scene.actorName} sent ${counted(notes, "note")} on ${revision.name} of “${revision.song}”. They are complete: nothing more comes in this round.`,
      ],
      act: "Go through them",
      path: revision.path,
    };
  },

  "signoff.given": async (scene, { signOffId, revisionId }) => {
    const revision = await revisionOf(revisionId);
    const signOff = await db.signOff.findUnique({ where: { id: signOffId }, select: { elsewhereBy: true } });
    const next = nextStage[revision.stage];
    const following = next ? scene.engineersOf(next) : [];
    return {
      to: {
        engineers: scene.engineersOf(revision.stage),
        nextEngineers: following,
        running: scene.running,
      },
      subject: `${revision.name} of “${revision.song}” is signed off`,
      words: [
        signOff?.elsewhereBy
          ? `${scene.actorName} put on record that ${signOff.elsewhereBy} approved ${revision.name} of “${revision.song}” elsewhere.`
          : `${scene.actorName} signed off ${revision.name} of “${revision.song}”: exactly that file.`,
        (reader) =>
          following.some((s) => s.userId === reader.userId)
            ? "It is the file that your stage starts from once it is handed to you."
            : null,
      ],
      act: "See the sign-off",
      path: revision.path,
    };
  },

  "signoff.withdrawn": (scene, { signOffId }) =>
    endedSignOff(scene, signOffId, (revision) => ({
      subject: `The sign-off of ${revision.name} of “${revision.song}” was withdrawn`,
      words: `${scene.actorName} withdrew the sign-off of ${revision.name} of “${revision.song}”, because:`,
    })),

  "signoff.superseded": (scene, { signOffId }) =>
    endedSignOff(scene, signOffId, (revision) => ({
      subject: `“${revision.song}” is open again: ${revision.name} no longer stands as signed off`,
      words: `${scene.actorName} reopened the work on “${revision.song}”. The sign-off of ${revision.name} stays on record and no longer stands, because:`,
    })),

  "handoff.offered": async (scene, { handOffId, files }) => {
    const handOff = await handOffOf(handOffId);
    if (!handOff) return null;
    const what = handOff.kind === "premaster" ? "the premaster" : counted(files, "file");
    return {
      to: { receivers: scene.engineersOf(handOff.toStage) },
      subject: `“${handOff.song}” is waiting for you: ${what}`,
      words: [
        `${scene.actorName} handed you ${what} of “${handOff.song}” for ${handOff.toStage}.`,
        quoted(handOff.words),
      ],
      act: "Look through it, then accept it or return it with reasons",
      path: handOff.path,
    };
  },

  "handoff.accepted": async (scene, { handOffId }) => {
    const handOff = await handOffOf(handOffId);
    if (!handOff) return null;
    return {
      to: { offerer: scene.known(handOff.offeredById) },
      subject: `Your hand-off of “${handOff.song}” was accepted`,
      words: [
        `${scene.actorName} accepted “${handOff.song}” for ${handOff.toStage} and has what it takes to begin.`,
      ],
      act: "Follow the song",
      path: handOff.path,
    };
  },

  "handoff.returned": async (scene, { handOffId }) => {
    const handOff = await handOffOf(handOffId);
    if (!handOff) return null;
    return {
      to: { offerer: scene.known(handOff.offeredById) },
      subject: `Your hand-off of “${handOff.song}” came back`,
      words: [
        `${scene.actorName} cannot begin ${handOff.toStage} of “${handOff.song}” yet, because:`,
        quoted(handOff.settlement?.reasons),
        "Everything that you uploaded is still there; add or replace what is missing and offer it again.",
      ],
      act: "Mend it",
      path: handOff.path,
    };
  },
};

async function endedSignOff(
  scene: Scene,
  signOffId: string,
  say: (revision: RevisionInWords) => { subject: string; words: string },
): Promise<Draft<AudienceOf<"signoff.withdrawn" | "signoff.superseded">> | null> {
  const signOff = await db.signOff.findUnique({
    where: { id: signOffId },
    select: { revisionId: true, byId: true, ending: { select: { reason: true } } },
  });
  if (!signOff) return null;
  const revision = await revisionOf(signOff.revisionId);
  const { subject, words } = say(revision);
  const next = nextStage[revision.stage];
  return {
    to: {
      engineers: scene.engineersOf(revision.stage),
      nextEngineers: next ? scene.engineersOf(next) : [],
      signer: scene.known(signOff.byId),
      running: scene.running,
    },
    subject,
    words: [words, quoted(signOff.ending?.reason)],
    act: "See where the song stands",
    path: revision.path,
  };
}

type RevisionInWords = Awaited<ReturnType<typeof revisionOf>>;

async function revisionOf(revisionId: string) {
  const revision = await db.revision.findUniqueOrThrow({
    where: { id: revisionId },
    select: {
      stage: true,
      number: true,
      variant: true,
      changeNote: true,
      song: { select: { id: true, title: true } },
    },
  });
  return {
    stage: revision.stage,
    name: revisionName(revision),
    song: revision.song.title,
    songId: revision.song.id,
    changeNote: revision.changeNote,
    path: songPath(revision.song.id),
  };
}

async function handOffOf(handOffId: string) {
  const handOff = await db.handOff.findUnique({
    where: { id: handOffId },
    include: { song: { select: { title: true } }, settlement: { select: { reasons: true } } },
  });
  if (!handOff) return null;
  const path = songPath(handOff.songId);
  return {
    ...handOff,
    song: handOff.song.title,
    path: handOff.kind === "premaster" ? path : `${path}/set`,
  };
}

const partName = (part: string) => (part as Part).replace("_", " ");
const projectPath = (scene: Scene) => (scene.project ? `/projects/${scene.project.id}` : "/");
const songPath = (songId: string) => `/songs/${songId}`;
