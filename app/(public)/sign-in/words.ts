const words: Record<string, string> = {
  CredentialsSignin:
    "Address and password do not belong together. Check both, or have a link mailed: it needs no password.",
  Verification: "This link was used already or is older than an hour. Ask for a new one below.",
  AccessDenied: "This link no longer opens an account. Ask for a new one below.",
  EmailSignin: "The link could not be mailed. Check the address and ask again.",
  TOO_MANY: "That was tried many times. Your account is safe. Wait a few minutes and try again.",
  NOT_ALLOWED:
    "The form came from another address than this portal's. Nothing was changed; use the form on this page.",
};

/** What went wrong, for a code that next-auth or our own route put into the address. */
export const signInTrouble = (code: string | undefined) =>
  code
    ? (words[code] ?? "Signing in did not work. Nothing is lost; try once more, or ask for a link.")
    : null;
