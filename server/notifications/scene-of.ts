import { userIdOf } from "../access/actor.ts";
import { engineerOf, grantsOf } from "../access/permissions.ts";
import { db } from "../db.ts";
import type { Event, Power, Stage } from "../generated/prisma/client.ts";
import { shownName } from "../people/rules.ts";

export type Someone = { userId: string; name: string; email: string };
export type Scene = Awaited<ReturnType<typeof sceneOf>>;

/** Who was there when it happened, and who may hear of it now. */
export async function sceneOf(event: Event) {
  const { studioId, streamId } = event;
  const [studio, members, project] = await Promise.all([
    db.studio.findUniqueOrThrow({ where: { id: studioId }, select: { name: true } }),
    db.member.findMany({ where: { studioId }, select: { role: true, user: { select: who } } }),
    db.project.findFirst({
      where: { id: streamId, studioId },
      select: {
        id: true,
        title: true,
        participants: { select: { part: true, powers: true, user: { select: who } } },
      },
    }),
  ]);
  const actorId = userIdOf(event.actor);
  const actor = actorId ? await db.user.findUnique({ where: { id: actorId }, select: who }) : null;
  const participants = project?.participants ?? [];
  const leaders = members.filter(({ role }) => role !== "engineer");
  return {
    studioName: studio.name,
    project: project && { id: project.id, title: project.title },
    actorId,
    actorName: actor ? someone(actor).name : studio.name,
    running: leaders.map((m) => someone(m.user)),
    engineersOf: (stage: Stage) =>
      stage === "delivery"
        ? []
        : participants.filter((p) => p.part === engineerOf[stage]).map((p) => someone(p.user)),
    holding: (power: Power) =>
      participants.filter((p) => p.powers.includes(power)).map((p) => someone(p.user)),
    /** Someone by id, if the project or the studio still knows them. */
    known: (userId: string) =>
      [...participants.map((p) => someone(p.user)), ...leaders.map((m) => someone(m.user))].filter(
        (s) => s.userId === userId,
      ),
    /** What somebody may do there now. */
    grantsOf: (userId: string) => {
      const held = participants.filter(({ user }) => user.id === userId);
      const roles = [
        ...members.filter(({ user }) => user.id === userId).map((m) => m.role),
        ...held.map((p) => p.part),
      ];
      return grantsOf(
        roles,
        held.flatMap((p) => p.powers),
      );
    },
  };
}

const who = { id: true, name: true, email: true } as const;

const someone = (user: { id: string; name: string | null; email: string }): Someone => ({
  userId: user.id,
  name: shownName(user),
  email: user.email,
});
