"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { type FormOutcome, refusalOf, wordsIn } from "@/app/form-outcome.ts";
import { authCookies, currentActor, sessionCookieFor } from "@/server/auth.ts";
import { Refused } from "@/server/errors.ts";
import { renameMe } from "@/server/people/rename-me.ts";
import { setPassword } from "@/server/people/set-password.ts";
import { signOutEverywhere } from "@/server/people/sign-out-everywhere.ts";

async function signedIn() {
  const actor = await currentActor();
  if (!actor)
    throw new Refused("NOT_SIGNED_IN", "You are signed out. Nothing was changed; sign in and try again.");
  return actor;
}

export async function changeName(_: FormOutcome, form: FormData): Promise<FormOutcome> {
  const refused = await refusalOf(form, async () =>
    renameMe(await signedIn(), { name: wordsIn(form, "name") ?? "" }),
  );
  if (refused) return refused;
  revalidatePath("/", "layout");
  return { done: "Your name is changed, everywhere in the portal." };
}

export async function changePassword(_: FormOutcome, form: FormData): Promise<FormOutcome> {
  const refused = await refusalOf(form, async () => {
    const actor = await signedIn();
    await setPassword(actor, { password: wordsIn(form, "password") ?? "" });
    // Every session ended with the old password; this one begins anew.
    (await cookies()).set(await sessionCookieFor(actor.userId));
  });
  return (
    refused ?? { done: "Your password is set. You stay signed in here, and were signed out everywhere else." }
  );
}

export async function leaveEverywhere(_: FormOutcome, form: FormData): Promise<FormOutcome> {
  const refused = await refusalOf(form, async () => {
    await signOutEverywhere(await signedIn());
    (await cookies()).delete(authCookies.sessionToken.name);
  });
  if (refused) return refused;
  redirect("/sign-in");
}
