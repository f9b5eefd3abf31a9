"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { type FormOutcome, refusalOf, wordsIn } from "@/app/form-outcome.ts";
import { sessionCookieFor } from "@/server/auth.ts";
import { makeFirstOwner } from "@/server/people/make-first-owner.ts";

export async function begin(token: string, _: FormOutcome, form: FormData): Promise<FormOutcome> {
  const refused = await refusalOf(form, async () => {
    const { userId } = await makeFirstOwner({
      token,
      studioName: wordsIn(form, "studioName") ?? "",
      name: wordsIn(form, "name") ?? "",
      email: wordsIn(form, "email") ?? "",
      password: wordsIn(form, "password") ?? "",
    });
    (await cookies()).set(await sessionCookieFor(userId));
  });
  if (refused) return refused;
  redirect("/");
}
