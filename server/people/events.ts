import { about } from "../event-shape.ts";
import { listed, type Names, personWords } from "../event-words.ts";
import { memberRoleNames, partNames, powerNames } from "./words.ts";

/** Whoever sees the place. */
const insiders = { inProject: "project.see", inStudio: "studio.see" } as const;

export const peopleEvents = {
  "studio.created": about<{ studioId: string }>()({
    sentence: () => "opened the studio",
    decision: true,
    reader: "studio.see",
  }),
  "member.joined": about<{ userId: string; role: string }>()({
    sentence: ({ userId, role }, n, actorId) =>
      userId === actorId
        ? `joined the studio as ${roleWords(role)}`
        : `took ${personWords(userId, n)} into the studio as ${roleWords(role)}`,
    decision: true,
    reader: "studio.see",
  }),
  "member.left": about<{ userId: string; role: string }>()({
    sentence: ({ userId, role }, n, actorId) =>
      userId === actorId
        ? `left the studio as ${roleWords(role)}`
        : `took ${personWords(userId, n)}, ${roleWords(role)}, out of the studio`,
    decision: true,
    reader: "studio.see",
  }),
  "invitation.sent": about<{ invitationId: string }>()({
    sentence: ({ invitationId }, n) => `invited ${invitedWords(invitationId, n)}`,
    decision: true,
    reader: insiders,
  }),
  "invitation.accepted": about<{ invitationId: string; userId: string }>()({
    sentence: ({ invitationId }, n) => {
      const part = n.invitations[invitationId]?.part;
      return part ? `accepted the invitation to be ${partWords(part)}` : "accepted the invitation";
    },
    decision: true,
    reader: insiders,
    concerns: ["inviter"],
  }),
  "invitation.revoked": about<{ invitationId: string }>()({
    sentence: ({ invitationId }, n) => `took back the invitation of ${invitedWords(invitationId, n)}`,
    decision: true,
    reader: insiders,
  }),
  "participant.added": about<{ participantId: string; userId: string; part: string }>()({
    sentence: ({ userId, part }, n, actorId) =>
      userId === actorId
        ? `joined as ${partWords(part)}`
        : `added ${personWords(userId, n)} as ${partWords(part)}`,
    decision: true,
    reader: "project.see",
    concerns: ["participant"],
  }),
  "participant.changed": about<{ participantId: string; powers: string[] }>()({
    sentence: ({ participantId, powers }, n, actorId) => {
      const who = n.participants[participantId];
      const to = listed(powers.map(powerWords));
      if (who && who.userId === actorId)
        return powers.length === 0
          ? `gave up all powers as ${partWords(who.part)}`
          : `set their own powers as ${partWords(who.part)} to ${to}`;
      const whose = who
        ? `${personWords(who.userId, n)} as ${partWords(who.part)}`
        : "somebody who has left since";
      return powers.length === 0 ? `took all powers from ${whose}` : `set the powers of ${whose} to ${to}`;
    },
    decision: true,
    reader: "project.see",
  }),
  "participant.removed": about<{ participantId: string; userId: string; part: string }>()({
    sentence: ({ userId, part }, n, actorId) =>
      userId === actorId
        ? `left the project as ${partWords(part)}`
        : `took ${personWords(userId, n)}, ${partWords(part)}, out of the project`,
    decision: true,
    reader: "project.see",
  }),
};

function invitedWords(invitationId: string, n: Names) {
  const found = n.invitations[invitationId];
  if (!found) return "somebody";
  return found.part ? `${found.name ?? "somebody"} as ${partWords(found.part)}` : (found.name ?? "somebody");
}

const within = (words: Record<string, string>, key: string) =>
  (words[key] ?? key.replaceAll("_", " ")).toLowerCase();
const partWords = (part: string) => within(partNames, part);
const roleWords = (role: string) => within(memberRoleNames, role);
const powerWords = (power: string) => within(powerNames, power);
