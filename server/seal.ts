import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { env } from "./env.ts";

/**
 * The end of each history is sealed with a key that the database never sees: whoever may write every table can write a
 * chain anew, but not its seal. The key is made from the portal's secret (HMAC-SHA-256), and its id from the key.
 */

const key = createHmac("sha256", env.SECRET).update("the seal of histories").digest();

/** Which secret sealed something; it tells nothing of the secret. */
const sealKeyId = createHash("sha256").update(key).digest("hex").slice(0, 16);

type End = { streamId: string; number: number; hash: string };
type SealedEnd = End & { seal: string | null; keyId: string | null };

export const sealed = ({ streamId, number, hash }: End): SealedEnd => ({
  ...{ streamId, number, hash },
  seal: createHmac("sha256", key)
    .update(JSON.stringify([streamId, number, hash]))
    .digest("hex"),
  keyId: sealKeyId,
});

/** Of another secret nobody can say here whether its seal holds. */
export function stateOfSeal(end: SealedEnd): "holds" | "of another secret" | "broken" {
  if (!end.seal || !end.keyId) return "broken";
  if (end.keyId !== sealKeyId) return "of another secret";
  const wanted = Buffer.from(sealed(end).seal ?? "");
  const found = Buffer.from(end.seal);
  return found.length === wanted.length && timingSafeEqual(found, wanted) ? "holds" : "broken";
}
