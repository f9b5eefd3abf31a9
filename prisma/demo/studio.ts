import type { Person } from "../../server/access/actor.ts";
import { defaultPowers } from "../../server/access/permissions.ts";
import { db, transact } from "../../server/db.ts";
import { record } from "../../server/events.ts";
import type { MemberRole, Part, Stage } from "../../server/generated/prisma/client.ts";
import { newId } from "../../server/ids.ts";
import { addReference } from "../../server/projects/add-reference.ts";
import { now } from "../../server/time.ts";
import { createProject } from "../../server/work/create-project.ts";
import { itIs } from "./clock.ts";

const people = {
  owner: "Robin Aalto",
  manager: "Mika Sand",
  recording: "Noor Vidal",
  mixing: "Jon Reyes",
  mastering: "Ada Brandt",
  client: "Maya Lind",
  artist: "Sami Oren",
} as const;
type Name = keyof typeof people;

const members: Partial<Record<Name, MemberRole>> = {
  owner: "owner",
  manager: "manager",
  recording: "engineer",
  mixing: "engineer",
};

/** Ada masters from outside the studio; Maya and Sami are its clients. */
const parts: readonly [Name, Part][] = [
  ["recording", "recording_engineer"],
  ["mixing", "mixing_engineer"],
  ["mastering", "mastering_engineer"],
  ["client", "client"],
  ["artist", "artist"],
];

export type Demo = { studioId: string } & Record<Name, Person>;

export async function makeDemoStudio(): Promise<Demo> {
  itIs(40, "09:00");
  const studioId = newId();
  await db.studio.create({ data: { id: studioId, name: "Foundry Sound", createdAt: now() } });
  const made = {} as Record<Name, Person>;
  for (const [key, name] of Object.entries(people) as [Name, string][]) {
    const userId = newId();
    made[key] = { kind: "person", userId };
    await db.user.create({
      data: { id: userId, email: `${key}@demo.example`, name, emailVerified: now(), createdAt: now() },
    });
  }
  await transact(async (tx) => {
    await record(tx, made.owner, {
      kind: "studio.created",
      studioId,
      streamId: studioId,
      subject: { studioId },
    });
    for (const [key, role] of Object.entries(members) as [Name, MemberRole][]) {
      const { userId } = made[key];
      await tx.member.create({ data: { id: newId(), studioId, userId, role, createdAt: now() } });
      await record(tx, made.owner, {
        kind: "member.joined",
        studioId,
        streamId: studioId,
        subject: { userId, role },
      });
    }
  });
  return { studioId, ...made };
}

type Release = {
  title: string;
  artistName: string;
  kind: "single" | "ep" | "album";
  stages: Stage[];
  songs: string[];
  brief: string;
  dueOn: string;
  references: { title: string; why: string }[];
};

export async function makeRelease(demo: Demo, { references, ...release }: Release) {
  const { projectId } = await createProject(demo.manager, {
    ...release,
    studioId: demo.studioId,
    sampleRateHz: 48_000,
    bitDepth: 24,
    fileNamePattern: "{artist} - {song} ({revision})",
  });
  for (const [who, part] of parts) {
    const { userId } = demo[who];
    const participantId = newId();
    await transact(async (tx) => {
      await tx.participant.create({
        data: {
          id: participantId,
          studioId: demo.studioId,
          projectId,
          userId,
          part,
          powers: defaultPowers[part],
          createdAt: now(),
        },
      });
      await record(tx, demo.manager, {
        kind: "participant.added",
        studioId: demo.studioId,
        streamId: projectId,
        subject: { participantId, userId, part },
      });
    });
  }
  for (const reference of references) await addReference(demo.artist, { projectId, ...reference });
  const songs = await db.song.findMany({ where: { projectId }, orderBy: { position: "asc" } });
  return { projectId, songs };
}
