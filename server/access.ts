import { db, type Tx } from "./db.ts";
import { notAllowed, notFound, Refused } from "./errors.ts";
import {
  type MemberRole,
  type Part,
  type Power,
  Prisma,
  type Revision,
  type Song,
  type Stage,
  type WorkItem,
} from "./generated/prisma/client.ts";

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
  client: ["comment", "sign_off_sound", "receive"],
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
  if (!grants.has(permission)) throw notAllowed();
}

/** Where a thing lies: in a project, or in a studio itself. */
export type Place = { studioId: string; projectId: string | null };
export type InProject = { studioId: string; projectId: string };
export type InStudio = { studioId: string; projectId: null };

type Held = { roles: Role[]; powers: Power[]; grants: ReadonlySet<Permission> };

/**
 * Find only through what the actor may see. `place` selects where a thing lies, with what else its permission depends on;
 * `read` is what is read of it once it may be seen. What is not theirs is asked for in the same one statement as what is
 * not there, and takes as long.
 */
export const finder =
  <T extends object, P extends Place = InProject>(
    place: (id: string) => Prisma.Sql,
    read: (tx: Tx, id: string) => Promise<T | null>,
  ) =>
  async (
    actor: Actor,
    id: string,
    permission: Permission | ((place: P) => Permission),
    tx: Tx = db,
  ): Promise<P & Held & T> => {
    const sight = await sightOf<P>(actor, place(id), tx);
    demand(
      sight.grants,
      typeof permission === "string" ? permission : permission(sight),
      sight.projectId === null ? "studio.see" : "project.see",
    );
    const found = await read(tx, id);
    if (!found) throw notFound();
    return { ...sight, ...found };
  };

export const studioFor = finder<object, InStudio>(
  (id) =>
    Prisma.sql`select "id" as "studioId", null::uuid as "projectId" from "Studio" where "id" = ${id}::uuid`,
  async () => ({}),
);

export const projectFor = finder(
  (id) => Prisma.sql`select "studioId", "id" as "projectId" from "Project" where "id" = ${id}::uuid`,
  async () => ({}),
);

export const songFor = finder(
  (id) => Prisma.sql`select "studioId", "projectId" from "Song" where "id" = ${id}::uuid`,
  async (tx, id) => {
    const song = await tx.song.findUnique({ where: { id } });
    return song && { song };
  },
);

export const workItemFor = finder<{ workItem: WorkItem }, InProject & { stage: Stage }>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", w."stage"::text
    from "WorkItem" w join "Song" s on s."id" = w."songId" where w."id" = ${id}::uuid`,
  async (tx, id) => {
    const workItem = await tx.workItem.findUnique({ where: { id } });
    return workItem && { workItem };
  },
);

type OfRevision = InProject & { stage: Stage; supplied: boolean };

export const revisionFor = finder<{ song: Song; revision: Revision }, OfRevision>(
  (id) => Prisma.sql`
    select s."studioId", s."projectId", r."stage"::text, r."workItemId" is null as "supplied"
    from "Revision" r join "Song" s on s."id" = r."songId" where r."id" = ${id}::uuid`,
  async (tx, id) => {
    const found = await tx.revision.findUnique({ where: { id }, include: { song: true } });
    if (!found) return null;
    const { song, ...revision } = found;
    return { song, revision };
  },
);

export function personOf(actor: Actor): Person {
  if (actor.kind !== "person")
    throw new Refused("NOT_ALLOWED", "This is decided by a person, never by a job.");
  return actor;
}

/** The words of the event log for who acted. */
export const actorKey = (actor: Actor) =>
  actor.kind === "person" ? `person:${actor.userId}` : `job:${actor.name}`;

/** What the actor may do where a thing lies, by one statement; the thing itself is not read. Throws 404 where there is none. */
export async function sightOf<P extends Place>(
  actor: Actor,
  place: Prisma.Sql,
  tx: Tx = db,
): Promise<P & Held> {
  type Row = P & { role: MemberRole | null; part: Part | null; powers: Power[] | null };
  const { userId } = personOf(actor);
  const rows = await tx.$queryRaw<Row[]>`
    select l.*, m."role"::text, x."part"::text, x."powers"::text[]
    from (${place}) l
      left join "Member" m on m."studioId" = l."studioId" and m."userId" = ${userId}::uuid
      left join "Participant" x on x."projectId" = l."projectId" and x."userId" = ${userId}::uuid`;
  const [row] = rows;
  if (!row) throw notFound();
  const { role: _, part: __, ...lies } = row;
  const roles = [...new Set(rows.flatMap(({ role, part }) => [role, part]))].filter((r) => r !== null);
  const powers = [...new Set(rows.flatMap((r) => r.powers ?? []))];
  return { ...(lies as unknown as P), roles, powers, grants: grantsOf(roles, powers) };
}
