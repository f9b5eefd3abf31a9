"use server";

import type { Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { type FormOutcome, refusalOf, wordsIn } from "@/app/form-outcome.ts";
import { currentActor, sessionCookieFor } from "@/server/auth.ts";
import { acceptInvitation } from "@/server/people/accept-invitation.ts";

export async function accept(token: string, _: FormOutcome, form: FormData): Promise<FormOutcome> {
  let goOn: Route = "/";
  const refused = await refusalOf(form, async () => {
    const name = wordsIn(form, "name");
    const password = wordsIn(form, "password");
    const { userId, projectId, part, isNew } = await acceptInvitation(await currentActor(), {
      token,
      ...(name ? { name } : {}),
      ...(password ? { password } : {}),
    });
    if (isNew) (await cookies()).set(await sessionCookieFor(userId));
    // Who listens and decides begins with what waits for their ears, not with the studio's page of the project.
    if (part === "artist" || part === "client") goOn = "/home";
    else if (projectId) goOn = `/projects/${projectId}` as Route;
  });
  if (refused) return refused;
  redirect(goOn);
}
