import type { Permission } from "../access/permissions.ts";
import type { Invitation } from "../generated/prisma/client.ts";
import { days } from "../time.ts";

/** What a person is called. Never a whole address: those are for who may invite. */
export const shownName = ({ name, email }: { name: string | null; email: string }) =>
  name ?? email.split("@")[0] ?? email;

/** Who may invite, and take an invitation back, by what it opens. */
export const invitePermission = {
  studio: "people.change",
  project: "people.invite",
} as const satisfies Record<string, Permission>;

export const invitationLifetimeMs = days(14);

export type InvitationState = "open" | "accepted" | "revoked" | "expired";

export function stateOf(
  invitation: Pick<Invitation, "acceptedAt" | "revokedAt" | "expiresAt">,
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt <= now ? "expired" : "open";
}

/** What happened to a link that opens nothing anymore, and what to do. */
export function closedWords(state: Exclude<InvitationState, "open">, studioName: string): string {
  switch (state) {
    case "accepted":
      return "This invitation was already accepted, and a link works once. If that was you, sign in with the address that it was sent to.";
    case "revoked":
      return `${studioName} took this invitation back, or sent a newer one since. Use the newest mail, or ask ${studioName}.`;
    case "expired":
      return `This invitation was open for two weeks and has run out. Ask ${studioName} to send it again.`;
  }
}

export function longDate(date: Date): string {
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
}
