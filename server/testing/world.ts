import { actorKey, type Person } from "../access/actor.ts";
import { defaultPowers, type Role } from "../access/permissions.ts";
import { db } from "../db.ts";
import { markSent } from "../files/mark-sent.ts";
import { bringPermission } from "../files/rules.ts";
import type { FileKind, Power } from "../generated/prisma/client.ts";
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
  /** A file of every kind, brought and not sent. */
  files: Record<FileKind, string>;
  printId: string;
  /** Supplied as a mix. */
  suppliedId: string;
  /** A blocking one, closed. */
  requestId: string;
  handOffId: string;
  premasterHandOffId: string;
  signOffId: string;
  participantId: string;
  memberId: string;
  invitationId: string;
  studioInvitationId: string;
  referenceId: string;
  stemId: string;
  uploadId: string;
  /** Of no song. */
  studioFileId: string;
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
  const byMastering = made.people.mastering_engineer.userId;
  const request = await db.note.create({
    data: {
      ...{ ...at, revisionId: mix.revisionId, authorId: byMastering, kind: "mix_revision_request", words },
      request: { create: { nature: "defect", blocking: true } },
      resolutions: { create: { byId: byMastering } },
    },
  });
  const supplied = await db.revision.create({
    data: {
      ...{ ...at, songId: made.song.id, stage: "mixing", number: 2, changeNote: words },
      fileId: (await makeFile(made, { kind: "premaster" })).id,
      sentById: author,
    },
  });
  await markSent(db, {
    ...at,
    as: "revision",
    sentAsId: supplied.id,
    fileIds: [supplied.fileId],
  });
  const files = {} as Record<FileKind, string>;
  for (const kind of Object.keys(bringPermission) as FileKind[])
    files[kind] = (await makeFile(made, { kind })).id;
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
  const invitation = (to: { projectId: string; part: "producer" } | { memberRole: "engineer" }) =>
    db.invitation.create({
      data: {
        ...at,
        ...to,
        email: "x@test.example",
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
      broughtBy: actorKey(made.people.client),
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
    files,
    printId: files.mix_print,
    stemId: files.stem,
    suppliedId: supplied.id,
    requestId: request.id,
    handOffId: (await handOff("recording")).id,
    premasterHandOffId: (await handOff("mixing")).id,
    signOffId: signOff.id,
    participantId: participant.id,
    memberId: member.id,
    invitationId: (await invitation({ projectId: made.projectId, part: "producer" })).id,
    studioInvitationId: (await invitation({ memberRole: "engineer" })).id,
    referenceId: reference.id,
    uploadId: upload.id,
    studioFileId: (await makeFile({ ...at, song: null }, { kind: "rough_mix" })).id,
  };
}
