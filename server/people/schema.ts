import * as z from "zod";
import type { MemberRole, Part, Power } from "../generated/prisma/client.ts";

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

/** One address and nothing around it: no name, no list, no line break. */
export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Write one e-mail address, such as name@studio.com."));

export const PersonName = z.string().trim().min(1, "Write your name as others know you.").max(80);

export const Password = z
  .string()
  .min(10, "A password needs 10 characters or more; three unrelated words do well.")
  .max(200);
