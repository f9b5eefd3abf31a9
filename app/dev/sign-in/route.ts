import { NextResponse } from "next/server";
import { sessionCookieFor } from "@/server/auth.ts";
import { env } from "@/server/env.ts";
import { Refused, refusalStatus } from "@/server/errors.ts";
import { ownPath, refuseForeignOrigin } from "@/server/origin.ts";
import { demoPerson } from "@/server/people/queries.ts";

/** One click signs in as a person of the demo. Outside the demo there is nothing here. */
export async function POST(request: Request) {
  if (!env.DEMO) return nothing();
  try {
    refuseForeignOrigin(request);
    const form = await request.formData();
    const person = await demoPerson(String(form.get("person")));
    const answer = NextResponse.redirect(
      new URL(ownPath(String(form.get("callbackUrl") ?? "")), env.PUBLIC_URL),
      303,
    );
    answer.cookies.set(await sessionCookieFor(person.id));
    return answer;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return new Response(error.words, { status: refusalStatus[error.code] });
  }
}

/** Nothing to see in either case: without this, "method not allowed" would tell that the address is one. */
export const GET = () => nothing();

const nothing = () => new Response("There is nothing at this address.", { status: 404 });
