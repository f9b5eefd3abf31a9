import { db, type Tx } from "../db.ts";
import { notAllowed, notFound } from "../errors.ts";
import { type MemberRole, type Part, type Power, Prisma, type Song } from "../generated/prisma/client.ts";
import type { Actor } from "./actor.ts";
import { grantsOf, type Permission, type Role, sight } from "./permissions.ts";

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
/** Links and gates can be for one song. */
export type InSong = InProject & { songId: string };
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
    const sight = await grantsAt<P>(actor, place(id), tx);
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

export const projectFor = finder<object, InProject & { title: string }>(
  (id) => Prisma.sql`select "studioId", "id" as "projectId", "title" from "Project" where "id" = ${id}::uuid`,
  async () => ({}),
);

export const songFor = finder<{ song: Song }, InSong>(
  (id) => Prisma.sql`select "studioId", "projectId", "id" as "songId" from "Song" where "id" = ${id}::uuid`,
  async (tx, id) => {
    const song = await tx.song.findUnique({ where: { id } });
    return song && { song };
  },
);

/** What the actor may do where a thing lies, by one statement; the thing itself is not read. Throws 404 where there is none. */
export async function grantsAt<P extends Place>(
  actor: Actor,
  place: Prisma.Sql,
  tx: Tx = db,
): Promise<P & Held> {
  type Row = P & { role: MemberRole | null; part: Part | null; powers: Power[] | null };
  // Visitors, link holders and jobs have no part anywhere: for them there is nothing to find.
  const userId = actor.kind === "person" ? actor.userId : null;
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
