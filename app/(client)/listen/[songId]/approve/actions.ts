"use server";

import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import { currentActor } from "@/server/auth.ts";
import { callerFor } from "@/server/root.ts";

/** Next itself refuses a form of another origin. What the portal refuses is said beside the button. */
export async function approve(_: { words: string } | null, form: FormData): Promise<{ words: string }> {
  const field = (name: string) => String(form.get(name) ?? "");
  const song = `/listen/${encodeURIComponent(field("songId"))}` as const;
  try {
    await callerFor({ actor: await currentActor() }).signoffs.give({
      revisionId: field("revisionId"),
      sha256: field("sha256"),
      newestSeenId: field("newestSeenId"),
      evenThoughOlder: form.has("evenThoughOlder"),
    });
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") {
      const here = `${song}/approve?revision=${encodeURIComponent(field("revisionId"))}`;
      redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
    }
    return { words: error.message };
  }
  redirect(song);
}
