/**
 * refused: this file will not be taken, however often it is sent. signed_out: the person must do something first.
 * unanswered: nobody answered, so nobody would answer for the other files either. trouble: the portal answered that it cannot.
 */
export type UploadErrorKind = "refused" | "signed_out" | "unanswered" | "trouble";

/** Why sending a file did not succeed; `words` are for the person. */
export class UploadError extends Error {
  constructor(
    readonly kind: UploadErrorKind,
    readonly words: string,
  ) {
    super(words);
    this.name = "UploadError";
  }
}
