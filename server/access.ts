import { db, type Tx } from "./db.ts";
import { notFound, Refused } from "./errors.ts";
import type { Part, Power, Stage } from "./generated/prisma/client.ts";

/** Who acts. Guests by link will be a kind of their own. */
export type Actor = { kind: "person"; userId: string } | { kind: "job"; name: string };
export type Person = Extract<Actor, { kind: "person" }>;

/** A role: a membership of the studio, or a part in one project. */
export type Role = "owner" | "manager" | "engineer" | Part;

const everyone = ["project.see", "revision.hear"] as const;
const engineers = [...everyone, "history.see", "note.add", "work.start"] as const;
const set = ["set.see", "set.download"] as const;
const running = [
  ...engineers,
  ...set,
  "project.change",
  "people.invite",
  "set.upload",
  "set.offer",
  "set.receive",
  "mix.download",
  "mix.upload",
  "mix.send",
  "premaster.upload",
  "premaster.receive",
  "master.see",
  "master.upload",
  "master.send",
  "master.download",
  "work.hold",
  "work.reopen",
] as const;

/** The one table. Signing off is nobody's by rank: it belongs to whom the project names (see powers). */
const permissions = {
  owner: [...running, "studio.see", "project.create", "people.change"],
  manager: [...running, "studio.see", "project.create"],
  engineer: ["studio.see"],
  artist: [...everyone, "premaster.upload"],
  producer: [...everyone, "history.see", "premaster.upload"],
  recording_engineer: [...engineers, ...set, "set.upload", "set.offer"],
  mixing_engineer: [...engineers, ...set, "set.receive", "mix.download", "mix.upload", "mix.send"],
  mastering_engineer: [
    ...engineers,
    "mix.download",
    "request.send",
    "premaster.upload",
    "premaster.receive",
    "master.see",
    "master.upload",
    "master.send",
    "master.download",
  ],
  client: [...everyone, "premaster.upload"],
} as const satisfies Record<Role, readonly string[]>;

/** What a power adds to any part. */
const powers = {
  comment: ["note.add"],
  sign_off_sound: ["signoff.give", "round.send"],
  accept_cost: [],
  pay: [],
  receive: ["master.see", "master.download"],
} as const satisfies Record<Power, readonly string[]>;

export type Permission = (typeof permissions)[Role][number] | (typeof powers)[Power][number];

/** Without the first, the thing that the second acts on does not exist for you: 404, not 403. */
const sight: Partial<Record<Permission, Permission>> = {
  "set.see": "set.see",
  "set.download": "set.see",
  "set.upload": "set.see",
  "set.offer": "set.see",
  "set.receive": "set.see",
  "master.see": "master.see",
  "master.download": "master.see",
};

export const defaultPowers: Record<Part, Power[]> = {
  artist: ["comment", "sign_off_sound"],
  producer: ["comment", "sign_off_sound"],
  recording_engineer: ["comment"],
  mixing_engineer: ["comment"],
  mastering_engineer: ["comment"],
  client: ["comment", "sign_off_sound", "accept_cost", "pay", "receive"],
};

export const engineerOf: Record<Exclude<Stage, "delivery">, Part> = {
  recording: "recording_engineer",
  mixing: "mixing_engineer",
  mastering: "mastering_engineer",
};

export const allPermissions = [
  ...new Set<Permission>([...Object.values(permissions).flat(), ...Object.values(powers).flat()]),
];

/** What roles and powers add up to. Pure: the generated access test compares every procedure with it. */
export function grantsOf(roles: readonly Role[], held: readonly Power[]): ReadonlySet<Permission> {
  return new Set<Permission>([...roles.flatMap((r) => permissions[r]), ...held.flatMap((p) => powers[p])]);
}

/** Throws unless the grants allow it: 404 for what may not be seen, 403 for what is seen but not theirs to do. */
export function demand(
  grants: ReadonlySet<Permission>,
  permission: Permission,
  ground: Permission = "project.see",
) {
  const seen = grants.has(ground) && grants.has(sight[permission] ?? ground);
  if (!seen) throw notFound();
  if (!grants.has(permission)) {
    throw new Refused(
      "NOT_ALLOWED",
      "You can see this, but your part in the project does not include doing it. Ask the studio to change your part.",
    );
  }
}

export type Sight = {
  studioId: string;
  projectId: string;
  roles: Role[];
  powers: Power[];
  grants: ReadonlySet<Permission>;
};

/** Find only through what the actor may see. */
export async function projectFor(
  actor: Actor,
  projectId: string,
  permission: Permission,
  tx: Tx = db as unknown as Tx,
): Promise<Sight> {
  const found = await sightOf(tx, personOf(actor).userId, projectId);
  demand(found.grants, permission);
  return found;
}

export async function studioFor(
  actor: Actor,
  studioId: string,
  permission: Permission,
  tx: Tx = db as unknown as Tx,
) {
  const member = await tx.member.findUnique({
    where: { studioId_userId: { studioId, userId: personOf(actor).userId } },
    select: { role: true },
  });
  const grants = grantsOf(member ? [member.role] : [], []);
  demand(grants, permission, "studio.see");
  return { studioId, grants };
}

export async function songFor(
  actor: Actor,
  songId: string,
  permission: Permission,
  tx: Tx = db as unknown as Tx,
) {
  const song = await tx.song.findUnique({ where: { id: songId } });
  if (!song) throw notFound();
  return { ...(await projectFor(actor, song.projectId, permission, tx)), song };
}

export async function workItemFor(
  actor: Actor,
  workItemId: string,
  permission: Permission,
  tx: Tx = db as unknown as Tx,
) {
  const workItem = await tx.workItem.findUnique({ where: { id: workItemId } });
  if (!workItem) throw notFound();
  return { ...(await songFor(actor, workItem.songId, permission, tx)), workItem };
}

export async function revisionFor(
  actor: Actor,
  revisionId: string,
  permission: Permission,
  tx: Tx = db as unknown as Tx,
) {
  const revision = await tx.revision.findUnique({ where: { id: revisionId } });
  if (!revision) throw notFound();
  return { ...(await songFor(actor, revision.songId, permission, tx)), revision };
}

export function personOf(actor: Actor): Person {
  if (actor.kind !== "person")
    throw new Refused("NOT_ALLOWED", "This is decided by a person, never by a job.");
  return actor;
}

/** The words of the event log for who acted. */
export const actorKey = (actor: Actor) =>
  actor.kind === "person" ? `person:${actor.userId}` : `job:${actor.name}`;

async function sightOf(tx: Tx, userId: string, projectId: string): Promise<Sight> {
  const project = await tx.project.findUnique({
    where: { id: projectId },
    select: {
      studioId: true,
      studio: { select: { members: { where: { userId }, select: { role: true } } } },
      participants: { where: { userId }, select: { part: true, powers: true } },
    },
  });
  if (!project) throw notFound();
  const roles: Role[] = [
    ...project.studio.members.map((m) => m.role),
    ...project.participants.map((p) => p.part),
  ];
  const held = [...new Set(project.participants.flatMap((p) => p.powers))];
  return { studioId: project.studioId, projectId, roles, powers: held, grants: grantsOf(roles, held) };
}
