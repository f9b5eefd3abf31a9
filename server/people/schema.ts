import * as z from "zod";
import { Line, tooLong } from "../words.ts";
import { memberRoles, parts, powers } from "./words.ts";

/** One address and nothing around it: no name, no list, no line break. */
const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Write one e-mail address, such as name@studio.com."));

const PersonName = Line.min(1, "Write your name as others know you.").max(80, tooLong);

const Password = z
  .string()
  .min(10, "A password needs 10 characters or more; three unrelated words do well.")
  .max(200);

const Powers = z.array(z.enum(powers)).transform((list) => [...new Set(list)]);

/** Without `powers` a part comes with its usual ones. */
export const InvitePerson = z.object({
  projectId: z.uuid(),
  email: EmailAddress,
  name: PersonName.optional(),
  part: z.enum(parts),
  powers: Powers.optional(),
});
export type InvitePerson = z.input<typeof InvitePerson>;

export const InviteMember = z.object({
  studioId: z.uuid(),
  email: EmailAddress,
  name: PersonName.optional(),
  role: z.enum(memberRoles),
});
export type InviteMember = z.input<typeof InviteMember>;

/** The link proves the address; a password is only for whoever wants one. */
export const AcceptInvitation = z.object({
  token: z.string().min(1).max(100),
  name: PersonName.optional(),
  password: Password.optional(),
});
export type AcceptInvitation = z.input<typeof AcceptInvitation>;

export const OfInvitation = z.object({ invitationId: z.uuid() });
export type OfInvitation = z.infer<typeof OfInvitation>;

export const AddParticipant = z.object({
  projectId: z.uuid(),
  userId: z.uuid(),
  part: z.enum(parts),
  powers: Powers.optional(),
});
export type AddParticipant = z.input<typeof AddParticipant>;

export const ChangePowers = z.object({ participantId: z.uuid(), powers: Powers });
export type ChangePowers = z.input<typeof ChangePowers>;

export const OfParticipant = z.object({ participantId: z.uuid() });
export type OfParticipant = z.infer<typeof OfParticipant>;

export const OfProject = z.object({ projectId: z.uuid() });
export type OfProject = z.infer<typeof OfProject>;

export const OfStudio = z.object({ studioId: z.uuid() });
export type OfStudio = z.infer<typeof OfStudio>;

export const OfMember = z.object({ memberId: z.uuid() });
export type OfMember = z.infer<typeof OfMember>;

export const RenameMe = z.object({ name: PersonName });
export type RenameMe = z.input<typeof RenameMe>;

export const SetPassword = z.object({ password: Password });
export type SetPassword = z.infer<typeof SetPassword>;

export const MakeFirstOwner = z.object({
  token: z.string().min(1).max(100),
  studioName: Line.min(1, "Write the studio's name.").max(80, tooLong),
  name: PersonName,
  email: EmailAddress,
  password: Password,
});
export type MakeFirstOwner = z.input<typeof MakeFirstOwner>;
