import { initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import superjson from "superjson";
import { ZodError } from "zod";
import type { Actor } from "./access/actor.ts";
import type { Permission } from "./access/permissions.ts";
import { refusalIn } from "./db.ts";
import { type RefusalCode, Refused } from "./errors.ts";

type Context = { actor: Actor | null };
/** `signed.in`: everyone with an account, about nothing but themselves and what they brought. */
type Demanded = Permission | "signed.in";
/** What the verb behind a procedure demands: one, or one for each kind of what it is done to. */
export type Meta = {
  actors: readonly Actor["kind"][];
  permission: Demanded | Readonly<Record<string, Demanded>>;
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
    errorFormatter: ({ shape, error, type }) => ({
      ...shape,
      message: wordsFor(error, type === "mutation"),
      data: {
        ...shape.data,
        stack: undefined,
        refusal: error.cause instanceof Refused ? error.cause.code : null,
      },
    }),
  });

export const router = t.router;
export const callerFactory = t.createCallerFactory;

/** The only way to make a procedure for people with an account: it names what the verb behind it demands. */
export const can = (permission: Meta["permission"]) => procedureFor(["person"], permission);

/** `actors` are the kinds that are let in at all; what each may do where, the verb finds out. */
const procedureFor = <K extends Actor["kind"]>(actors: readonly K[], permission: Meta["permission"]) =>
  t.procedure.meta({ actors, permission }).use(async ({ ctx, next, getRawInput, type }) => {
    if (!isOneOf(ctx.actor, actors)) throw translated(notLetIn(ctx.actor));
    refuseNul(await getRawInput());
    const result = await next({ ctx: { actor: ctx.actor } });
    const refused = result.ok
      ? null
      : refusalIn(result.error.cause, type === "mutation" ? "changing" : "reading");
    if (refused) throw translated(refused);
    return result;
  });

const isOneOf = <K extends Actor["kind"]>(
  actor: Actor | null,
  kinds: readonly K[],
): actor is Extract<Actor, { kind: K }> => actor !== null && kinds.some((kind) => kind === actor.kind);

const notLetIn = (actor: Actor | null) =>
  new Refused(
    "NOT_SIGNED_IN",
    actor === null
      ? "You are signed out. What you wrote is kept on this page: sign in again and send it."
      : "This takes an account, which the link that you came by does not give. Nothing was changed; sign in and do it again.",
  );

/** Postgres keeps every character but this one; nobody types it. */
function refuseNul(input: unknown) {
  JSON.stringify(input, (_, value: unknown) => {
    if (typeof value === "string" && value.includes("\0"))
      throw translated(
        new Refused(
          "INVALID",
          "What you wrote has a character in it that cannot be kept. Nothing was changed; write it again.",
        ),
      );
    return value;
  });
}

const codes = {
  NOT_SIGNED_IN: "UNAUTHORIZED",
  NOT_ALLOWED: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  GONE: "NOT_FOUND",
  INVALID: "BAD_REQUEST",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
  TOO_MANY: "TOO_MANY_REQUESTS",
  NOT_NOW: "SERVICE_UNAVAILABLE",
  NO_SPACE: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<RefusalCode, TRPCError["code"]>;

/** In tRPC's own words, for what refuses before a procedure begins. */
export const translated = (refused: Refused) =>
  new TRPCError({ code: codes[refused.code], message: refused.words, cause: refused });

function wordsFor(error: TRPCError, changing: boolean) {
  if (error.cause instanceof Refused) return error.cause.words;
  if (error.code === "BAD_REQUEST")
    return `${sentenceOf(error.cause) ?? "Something in what you sent does not fit."} Nothing was changed; check the fields and send it again.`;
  if (error.code === "NOT_FOUND") return "There is nothing at this address.";
  if (getHTTPStatusCodeFromError(error) < 500)
    return "This was not sent as the portal expects it. Nothing was changed; reload the page and try again.";
  // What is refused for any other reason never began.
  return changing && error.code === "INTERNAL_SERVER_ERROR"
    ? "Something went wrong on our side, and this may be saved or not. What was saved before is safe; reload the page to see, and do it again only if it is not there."
    : "Something went wrong on our side. Nothing was changed; try again in a moment.";
}

/** What our schemas say is a sentence; what zod says by itself is for whoever programs. */
const sentenceOf = (cause: unknown) =>
  cause instanceof ZodError
    ? cause.issues.map(({ message }) => message).find((message) => message.endsWith("."))
    : undefined;
