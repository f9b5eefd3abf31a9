import { db } from "../db.ts";
import { env } from "../env.ts";
import { notFound } from "../errors.ts";
import { memberRoleNames, partNames } from "./schema.ts";

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
  return people.map(({ members, participants, name, ...person }) => ({
    ...person,
    name: name ?? person.email,
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
