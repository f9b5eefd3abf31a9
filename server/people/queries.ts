import type { Person } from "../access/actor.ts";
import { projectFor, studioFor } from "../access/finding.ts";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { notFound } from "../errors.ts";
import { digestOf } from "../secret-link.ts";
import { now } from "../time.ts";
import { shownName, stateOf } from "./rules.ts";
import type { OfProject, OfStudio } from "./schema.ts";
import { memberRoleNames, partNames } from "./words.ts";

export async function me(actor: Person) {
  const user = await db.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: {
      id: true,
      name: true,
      email: true,
      passwordHash: true,
      members: {
        select: { role: true, studio: { select: { id: true, name: true } } },
        orderBy: { createdAt: "asc" },
      },
      participants: { select: { studioId: true, part: true } },
    },
  });
  const own = new Set(user.members.map(({ studio }) => studio.id));
  return {
    userId: user.id,
    name: shownName(user),
    email: user.email,
    hasPassword: user.passwordHash !== null,
    studios: user.members.map(({ role, studio }) => ({ studioId: studio.id, name: studio.name, role })),
    /** Has a part in a project of a studio that they are no member of: no board shows it. */
    worksOutside: user.participants.some(({ studioId }) => !own.has(studioId)),
    /** Works on a song somewhere; others listen and decide. */
    isEngineer: user.participants.some(({ part }) => part.endsWith("_engineer")),
    /** In the demo without a mail server every mail lies in the inbox that the demo shows. */
    demoInbox: env.DEMO && !env.SMTP_URL,
  };
}

/** Moves whenever all sessions of a person end; null once the account is gone. */
export async function sessionsFrom(userId: string): Promise<number | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { sessionsFrom: true } });
  return user?.sessionsFrom.getTime() ?? null;
}

export async function membersOf(actor: Person, { studioId }: OfStudio) {
  await studioFor(actor, studioId, "studio.see");
  const members = await db.member.findMany({
    where: { studioId },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      role: true,
      createdAt: true,
      user: { select: { id: true, name: true, email: true } },
    },
  });
  return members.map(({ id, role, createdAt, user }) => ({
    memberId: id,
    userId: user.id,
    name: shownName(user),
    email: user.email,
    role,
    since: createdAt,
  }));
}

/** Addresses are shown to whoever may invite; to the others a person is a name and a part. */
export async function participantsOf(actor: Person, { projectId }: OfProject) {
  const { grants } = await projectFor(actor, projectId, "project.see");
  const participants = await db.participant.findMany({
    where: { projectId },
    orderBy: [{ part: "asc" }, { createdAt: "asc" }],
    select: { id: true, part: true, powers: true, user: { select: { id: true, name: true, email: true } } },
  });
  return participants.map(({ id, part, powers, user }) => ({
    participantId: id,
    userId: user.id,
    name: shownName(user),
    email: grants.has("people.invite") ? user.email : null,
    part,
    powers,
  }));
}

export async function invitationsToProject(actor: Person, { projectId }: OfProject) {
  await projectFor(actor, projectId, "people.invite");
  return openInvitations({ projectId });
}

export async function invitationsToStudio(actor: Person, { studioId }: OfStudio) {
  await studioFor(actor, studioId, "people.change");
  return openInvitations({ studioId, projectId: null });
}

/** Those that still wait, and those that ran out unanswered: they can be sent again. */
async function openInvitations(where: { projectId: string } | { studioId: string; projectId: null }) {
  const rows = await db.invitation.findMany({
    where: { ...where, acceptedAt: null, revokedAt: null },
    orderBy: { createdAt: "desc" },
  });
  const at = now();
  return rows.map(({ id, email, name, part, powers, memberRole, createdAt, expiresAt, ...rest }) => ({
    invitationId: id,
    email,
    name,
    part,
    powers,
    memberRole,
    createdAt,
    expiresAt,
    state: stateOf({ expiresAt, ...rest }, at),
  }));
}

export async function firstOwnerLinkWorks(token: string): Promise<boolean> {
  const [link, members] = await Promise.all([
    db.firstOwnerLink.findFirst({ where: { tokenSha256: digestOf(token), usedAt: null } }),
    db.member.count(),
  ]);
  return link !== null && members === 0;
}

const ofDemo = { email: { endsWith: "@demo.example" } };

export type DemoPerson = Awaited<ReturnType<typeof demoPeople>>[number];

/** The people of the demo studio; outside the demo there are none. */
export async function demoPeople() {
  if (!env.DEMO) return [];
  const people = await db.user.findMany({
    where: ofDemo,
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      name: true,
      email: true,
      members: { select: { role: true } },
      participants: { select: { part: true } },
    },
  });
  return people.map(({ members, participants, ...person }) => ({
    ...person,
    name: shownName(person),
    does: [
      ...new Set([
        ...members.filter((m) => m.role !== "engineer").map((m) => memberRoleNames[m.role]),
        ...participants.map((p) => partNames[p.part]),
      ]),
    ].join(", "),
  }));
}

export async function demoPerson(email: string) {
  if (!env.DEMO) throw notFound();
  const person = await db.user.findFirst({ where: { AND: [ofDemo, { email }] }, select: { id: true } });
  if (!person) throw notFound();
  return person;
}

/** What people are called, by id. */
export async function namesOf(userIds: string[]) {
  const users = await db.user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { id: true, name: true, email: true },
  });
  return Object.fromEntries(users.map((u) => [u.id, shownName(u)]));
}
