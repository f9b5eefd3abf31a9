import { createHash, randomBytes } from "node:crypto";

/** The database keeps only the digest: who reads it can open no link. */
export function newSecret() {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenSha256: digestOf(token) };
}

export const digestOf = (token: string) => createHash("sha256").update(token).digest("hex");
