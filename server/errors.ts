export const refusalStatus = {
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  GONE: 410,
  INVALID: 400,
  TOO_LARGE: 413,
  TOO_MANY: 429,
  NOT_NOW: 503,
  NO_SPACE: 507,
} as const;

export type RefusalCode = keyof typeof refusalStatus;

/** What a person asked for cannot be done; `words` say what happened, what is safe and what to do next. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly words: string,
  ) {
    super(words);
    this.name = "Refused";
  }
}

export const notFound = () =>
  new Refused(
    "NOT_FOUND",
    "There is nothing here that you can see. The link may be old, or the project is not shared with you.",
  );

/** The database is away or slow. What was asked to be changed may have been: the answer alone can be what got lost. */
export const notNow = (asked: "reading" | "changing") =>
  new Refused(
    "NOT_NOW",
    asked === "reading"
      ? "The portal's database does not answer at the moment. Nothing was changed; try again in a minute."
      : "The portal's database did not answer in time, so this may be saved or not. What was saved before is safe; reload the page in a minute, and do it again only if it is not there.",
  );

export const notAllowed = () =>
  new Refused(
    "NOT_ALLOWED",
    "You can see this, but your part in the project does not include doing it. Nothing was changed. Ask the studio to change your part.",
  );
