import { headers } from "next/headers";
import { ZodError } from "zod";
import { Refused } from "@/server/errors.ts";
import { refuseForeignOrigin } from "@/server/origin.ts";

/** What a plain form shows after it was sent: words for the whole of it, words per field, and what was typed. */
export type FormOutcome = {
  done?: string;
  trouble?: string;
  fields?: Record<string, string>;
  typed?: Record<string, string>;
} | null;

/** Does what a form asks for, and turns refusals into words beside the form. `null`: it was done. */
export async function refusalOf(form: FormData, act: () => Promise<void>): Promise<FormOutcome> {
  try {
    refuseForeignOrigin({ headers: await headers() });
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refused) return { trouble: error.words, typed: typedIn(form) };
    if (error instanceof ZodError) return { fields: wordsPerField(error), typed: typedIn(form) };
    throw error;
  }
}

function wordsPerField(error: ZodError): Record<string, string> {
  const pairs = error.issues.map((issue) => [String(issue.path[0] ?? ""), issue.message] as const);
  return Object.fromEntries(pairs.reverse());
}

/** Passwords are typed again; they do not travel back. */
function typedIn(form: FormData): Record<string, string> {
  const words = [...form].filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return Object.fromEntries(words.filter(([name]) => !/password|^\$/i.test(name)));
}

/** A field's words; left empty is the same as not there. */
export const wordsIn = (form: FormData, name: string): string | undefined => {
  const value = form.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
};
