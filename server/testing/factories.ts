import { createHash, randomBytes } from "node:crypto";
import { actorKey, type Person } from "../access/actor.ts";
import { defaultPowers } from "../access/permissions.ts";
import { engine } from "../audio/engine-version.ts";
import { db, transact } from "../db.ts";
import type { FileKind, MemberRole, Part, Power, Stage, WorkState } from "../generated/prisma/client.ts";
import { newId } from "../ids.ts";
import { putRender } from "../renders/put-render.ts";
import type { Ingredients } from "../renders/rules.ts";
import { sendRevision } from "../review/send-revision.ts";
import { createProject } from "../work/create-project.ts";

/** Rows that a test made for itself; verbs make what verbs make, the rest is written here. */

export async function makePerson(name = "Somebody"): Promise<Person> {
  const id = newId();
  await db.user.create({ data: { id, email: `${id}@test.example`, name } });
  return { kind: "person", userId: id };
}

export async function makeMember(studioId: string, role: MemberRole, name: string = role): Promise<Person> {
  const person = await makePerson(name);
  await db.member.create({ data: { studioId, userId: person.userId, role } });
  return person;
}

export async function makeStudio(name = "A studio") {
  const { id: studioId } = await db.studio.create({ data: { id: newId(), name } });
  return {
    studioId,
    owner: await makeMember(studioId, "owner"),
    manager: await makeMember(studioId, "manager"),
  };
}

const everyPart: readonly Part[] = [
  "artist",
  "producer",
  "recording_engineer",
  "mixing_engineer",
  "mastering_engineer",
  "client",
];

type ProjectOptions = { stages?: Stage[]; songs?: string[] };

/** A studio with one project, one song and a person for every part. */
export async function makeProject({ stages, songs = ["A song"] }: ProjectOptions = {}) {
  const studio = await makeStudio();
  const { projectId } = await createProject(studio.manager, {
    studioId: studio.studioId,
    title: "A release",
    artistName: "An artist",
    kind: "single",
    stages: stages ?? ["recording", "mixing", "mastering", "delivery"],
    songs,
    sampleRateHz: 48_000,
    bitDepth: 24,
    fileNamePattern: "{artist} - {song}",
  });
  const people = {} as Record<Part, Person>;
  for (const part of everyPart) people[part] = await makeParticipant(studio.studioId, projectId, part);
  const song = await db.song.findFirstOrThrow({ where: { projectId }, orderBy: { position: "asc" } });
  return { ...studio, projectId, song, people };
}
export type MadeProject = Awaited<ReturnType<typeof makeProject>>;

async function makeParticipant(
  studioId: string,
  projectId: string,
  part: Part,
  powers: Power[] = defaultPowers[part],
) {
  const person = await makePerson(part);
  await db.participant.create({ data: { studioId, projectId, userId: person.userId, part, powers } });
  return person;
}

export const workItemOf = (songId: string, stage: Stage) =>
  db.workItem.findUniqueOrThrow({ where: { songId_stage: { songId, stage } } });

export const stateOf = async (songId: string, stage: Stage): Promise<WorkState> =>
  (await workItemOf(songId, stage)).state;

export type ReportFigures = Partial<{
  sampleRateHz: number;
  bitDepth: number | null;
  channels: number;
  frames: number;
  startSample: number;
  truePeakDbtp: number;
  clippedRuns: { count: number; longestSamples: number };
  silent: boolean;
}>;

type FileOptions = {
  kind: FileKind;
  name?: string;
  by?: Person;
  report?: ReportFigures | null;
  sha256?: string;
};

/** A kept file with its measurements, without bytes: for what decides on figures. Without a song it is the studio's own. */
export async function makeFile(
  { studioId, song }: { studioId: string; song: { id: string } | null },
  options: FileOptions,
) {
  const sha256 = options.sha256 ?? createHash("sha256").update(randomBytes(16)).digest("hex");
  const broughtBy = actorKey(options.by ?? (await makePerson()));
  await db.storedObject.createMany({
    data: [{ studioId, sha256, sizeBytes: 1000n, md5: "0".repeat(32), crc32: 0n }],
    skipDuplicates: true,
  });
  if (options.report !== null && options.kind !== "document") {
    await makeReport(studioId, sha256, options.report ?? {});
  }
  return db.file.create({
    data: {
      id: newId(),
      studioId,
      songId: song?.id ?? null,
      kind: options.kind,
      name: options.name ?? `${options.kind}.wav`,
      sha256,
      broughtBy,
    },
  });
}

/** What a file made here has for its PCM. */
export const pcmSha256Of = (sha256: string) => createHash("sha256").update(`pcm ${sha256}`).digest("hex");

/** Measured by the engine that there is, or by another version of it. */
export async function makeReport(
  studioId: string,
  sha256: string,
  figures: ReportFigures,
  engineVersion: number = engine.version,
) {
  const { clippedRuns = { count: 0, longestSamples: 0 }, silent = false, ...columns } = figures;
  await db.report.createMany({
    data: [
      {
        studioId,
        sha256,
        engineVersion,
        container: "wav",
        codec: "pcm",
        sampleRateHz: 48_000,
        bitDepth: 24,
        sampleFormat: "int",
        channels: 2,
        pcmSha256: pcmSha256Of(sha256),
        truePeakDbtp: -6,
        samplePeakDbfs: -6.1,
        integratedLufs: -18,
        ...columns,
        frames: BigInt(figures.frames ?? 48_000 * 60),
        measured: {
          integratedLufs: -18,
          truePeakDbtp: figures.truePeakDbtp ?? -6,
          samplePeakDbfs: -6.1,
          clippedRuns,
          silent,
          silenceHeadSamples: 0,
          silenceTailSamples: 0,
        },
      },
    ],
    skipDuplicates: true,
  });
}

/** A render as its job would have left it. */
export async function makeRender(
  studioId: string,
  ingredients: Ingredients,
  made: { sha256: string } | { result: { residualDb: number } } | { reason: string },
) {
  const renderId = await transact((tx) => putRender(tx, studioId, ingredients));
  if (renderId)
    await db.render.update({
      where: { id: renderId },
      data: { state: "reason" in made ? "failed" : "ready", ...made },
    });
}

/** Puts a work item where a test begins, past the moves that lead there. */
export const putInState = (
  songId: string,
  stage: Stage,
  state: WorkState,
  heldFrom: WorkState | null = null,
) => db.workItem.update({ where: { songId_stage: { songId, stage } }, data: { state, heldFrom } });

/** A revision that its engineer sent for review. */
export async function makeRevision(made: MadeProject, stage: "mixing" | "mastering" = "mixing") {
  const item = await workItemOf(made.song.id, stage);
  if (item.state === "waiting") await putInState(made.song.id, stage, "in_progress");
  const by = made.people[`${stage}_engineer`];
  const file = await makeFile(made, { kind: stage === "mixing" ? "mix_print" : "master", by });
  const { revisionId, number } = await sendRevision(by, {
    workItemId: item.id,
    fileId: file.id,
    changeNote: "What changed",
  });
  return { revisionId, number, file };
}
