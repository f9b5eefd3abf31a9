export const refusalStatus = {
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  GONE: 410,
  INVALID: 400,
  TOO_LARGE: 413,
  TOO_MANY: 429,
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

export const notAllowed = () =>
  new Refused(
    "NOT_ALLOWED",
    "You can see this, but your part in the project does not include doing it. Nothing was changed. Ask the studio to change your part.",
  );
