import { can, router } from "../trpc.ts";
import { addParticipant } from "./add-participant.ts";
import { changePowers } from "./change-powers.ts";
import { inviteMember } from "./invite-member.ts";
import { invitePerson } from "./invite-person.ts";
import { invitationsToProject, invitationsToStudio, me, membersOf, participantsOf } from "./queries.ts";
import { removeMember } from "./remove-member.ts";
import { renameMe } from "./rename-me.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { invitePermission } from "./rules.ts";
import {
  AddParticipant,
  ChangePowers,
  InviteMember,
  InvitePerson,
  OfInvitation,
  OfMember,
  OfProject,
  OfStudio,
  RenameMe,
} from "./schema.ts";
import { signOutEverywhere } from "./sign-out-everywhere.ts";

export const peopleRouter = router({
  me: can("signed.in").query(({ ctx }) => me(ctx.actor)),
  renameMe: can("signed.in")
    .input(RenameMe)
    .mutation(({ ctx, input }) => renameMe(ctx.actor, input)),
  signOutEverywhere: can("signed.in").mutation(({ ctx }) => signOutEverywhere(ctx.actor)),
  members: can("studio.see")
    .input(OfStudio)
    .query(({ ctx, input }) => membersOf(ctx.actor, input)),
  inviteMember: can("people.change")
    .input(InviteMember)
    .mutation(({ ctx, input }) => inviteMember(ctx.actor, input)),
  removeMember: can("people.change")
    .input(OfMember)
    .mutation(({ ctx, input }) => removeMember(ctx.actor, input)),
  memberInvitations: can("people.change")
    .input(OfStudio)
    .query(({ ctx, input }) => invitationsToStudio(ctx.actor, input)),
  participants: can("project.see")
    .input(OfProject)
    .query(({ ctx, input }) => participantsOf(ctx.actor, input)),
  invitations: can("people.invite")
    .input(OfProject)
    .query(({ ctx, input }) => invitationsToProject(ctx.actor, input)),
  invitePerson: can("people.invite")
    .input(InvitePerson)
    .mutation(({ ctx, input }) => invitePerson(ctx.actor, input)),
  revokeInvitation: can(invitePermission)
    .input(OfInvitation)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.actor, input)),
  addParticipant: can("people.invite")
    .input(AddParticipant)
    .mutation(({ ctx, input }) => addParticipant(ctx.actor, input)),
  changePowers: can("people.invite")
    .input(ChangePowers)
    .mutation(({ ctx, input }) => changePowers(ctx.actor, input)),
});
