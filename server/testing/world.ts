import { defaultPowers, type Person, type Role } from "../access.ts";
import { db } from "../db.ts";
import type { Power } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import {
  type MadeProject,
  makeFile,
  makeMember,
  makePerson,
  makeProject,
  makeRevision,
  pcmSha256Of,
  putInState,
  workItemOf,
} from "./factories.ts";

/** For the tests of the walls: where every role tries everything. */
const words = "Some words";

export type World = MadeProject & {
  revisionId: string;
  sha256: string;
  mixFileId: string;
  masterId: string;
  masterFileId: string;
  noteId: string;
  answerId: string;
  recordingId: string;
  mixingId: string;
  masteringId: string;
  printId: string;
  premasterId: string;
  handOffId: string;
  premasterHandOffId: string;
  signOffId: string;
  participantId: string;
  memberId: string;
  invitationId: string;
  referenceId: string;
  stemId: string;
  uploadId: string;
};

export const allRoles: readonly Role[] = [
  "owner",
  "manager",
  "engineer",
  "artist",
  "producer",
  "recording_engineer",
  "mixing_engineer",
  "mastering_engineer",
  "client",
];

type Somebody = { roles: Role[]; powers: Power[]; actor: Person };

/** Who has this role there, with what it brings. */
export async function somebody(w: World, role: Role): Promise<Somebody> {
  if (role === "owner" || role === "manager") return { roles: [role], powers: [], actor: w[role] };
  if (role === "engineer")
    return { roles: [role], powers: [], actor: await makeMember(w.studioId, "engineer") };
  return { roles: [role], powers: defaultPowers[role], actor: w.people[role] };
}

/** A project with one of everything. */
export async function makeWorld(): Promise<World> {
  const made = await makeProject();
  const mix = await makeRevision(made);
  const master = await makeRevision(made, "mastering");
  const at = { studioId: made.studioId };
  const author = made.people.client.userId;
  const note = await db.note.create({
    data: { ...at, revisionId: mix.revisionId, authorId: author, kind: "request", words },
  });
  const answer = await db.noteAnswer.create({
    data: {
      ...at,
      noteId: note.id,
      revisionId: mix.revisionId,
      outcome: "answered",
      words,
      byId: made.people.mixing_engineer.userId,
    },
  });
  const handOff = (fromStage: "recording" | "mixing") =>
    db.handOff.create({
      data: {
        ...at,
        songId: made.song.id,
        fromStage,
        toStage: fromStage === "recording" ? "mixing" : "mastering",
        kind: fromStage === "recording" ? "stems" : "premaster",
        number: 1,
        offeredById: author,
      },
    });
  await putInState(made.song.id, "recording", "in_review");
  const signOff = await db.signOff.create({
    data: {
      ...{ ...at, revisionId: mix.revisionId, byId: author },
      ...{ sha256: mix.file.sha256, pcmSha256: pcmSha256Of(mix.file.sha256) },
    },
  });
  const extra = await makePerson("A producer more");
  const participant = await db.participant.create({
    data: { ...at, projectId: made.projectId, userId: extra.userId, part: "producer" },
  });
  const leaving = await makeMember(made.studioId, "engineer");
  const member = await db.member.findFirstOrThrow({ where: { userId: leaving.userId } });
  const invitation = await db.invitation.create({
    data: {
      ...at,
      projectId: made.projectId,
      email: "x@test.example",
      part: "producer",
      tokenSha256: newId(),
      invitedById: author,
      expiresAt: new Date("2099-01-01"),
    },
  });
  const reference = await db.reference.create({
    data: { ...at, projectId: made.projectId, title: "R", addedById: author },
  });
  const upload = await db.upload.create({
    data: {
      ...at,
      songId: made.song.id,
      kind: "stem",
      name: "x.wav",
      sizeBytes: 5n,
      sha256: "0".repeat(64),
      startedById: author,
    },
  });
  return {
    ...made,
    revisionId: mix.revisionId,
    sha256: mix.file.sha256,
    mixFileId: mix.file.id,
    masterId: master.revisionId,
    masterFileId: master.file.id,
    noteId: note.id,
    answerId: answer.id,
    recordingId: (await workItemOf(made.song.id, "recording")).id,
    mixingId: (await workItemOf(made.song.id, "mixing")).id,
    masteringId: (await workItemOf(made.song.id, "mastering")).id,
    printId: (await makeFile(made, { kind: "mix_print" })).id,
    premasterId: (await makeFile(made, { kind: "premaster" })).id,
    stemId: (await makeFile(made, { kind: "stem" })).id,
    handOffId: (await handOff("recording")).id,
    premasterHandOffId: (await handOff("mixing")).id,
    signOffId: signOff.id,
    participantId: participant.id,
    memberId: member.id,
    invitationId: invitation.id,
    referenceId: reference.id,
    uploadId: upload.id,
  };
}
