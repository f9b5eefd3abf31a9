import type { MemberRole, Part, Power } from "../generated/prisma/client.ts";

// Apart from the schemas, so that a page that only names people does not load what checks input.

export const partNames: Record<Part, string> = {
  artist: "Artist",
  producer: "Producer",
  recording_engineer: "Recording engineer",
  mixing_engineer: "Mixing engineer",
  mastering_engineer: "Mastering engineer",
  client: "Client",
};

export const memberRoleNames: Record<MemberRole, string> = {
  owner: "Owner",
  manager: "Manager",
  engineer: "Engineer",
};

export const powerNames: Record<Power, string> = {
  comment: "Leave notes",
  sign_off_sound: "Sign off the sound",
  accept_cost: "Accept costs",
  pay: "Pay",
  receive: "Receive the master",
};

export const parts = Object.keys(partNames) as [Part, ...Part[]];
export const memberRoles = Object.keys(memberRoleNames) as [MemberRole, ...MemberRole[]];
export const powers = Object.keys(powerNames) as [Power, ...Power[]];

/** Those that open something today: costs and payments are agreed on outside the portal still. */
export const offeredPowers = ["comment", "sign_off_sound", "receive"] as const satisfies readonly Power[];
