"use server";

import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentActor } from "@/server/auth.ts";
import { Refused } from "@/server/errors.ts";
import { refuseForeignOrigin } from "@/server/origin.ts";
import { callerFor } from "@/server/root.ts";
import { refuseOtherPerson } from "@/server/same-person.ts";

/** What the portal refuses is said beside the button. */
export async function approve(_: { words: string } | null, form: FormData): Promise<{ words: string }> {
  const field = (name: string) => String(form.get(name) ?? "");
  const song = `/listen/${encodeURIComponent(field("songId"))}` as const;
  try {
    refuseForeignOrigin({ headers: await headers() });
    const actor = await currentActor();
    refuseOtherPerson(field("openedBy"), actor);
    await callerFor({ actor }).signoffs.give({
      revisionId: field("revisionId"),
      sha256: field("sha256"),
      newestSeenId: field("newestSeenId"),
      evenThoughOlder: form.has("evenThoughOlder"),
    });
  } catch (error) {
    if (error instanceof Refused) return { words: error.words };
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") {
      const here = `${song}/approve?revision=${encodeURIComponent(field("revisionId"))}`;
      redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
    }
    return { words: error.message };
  }
  redirect(song);
}
