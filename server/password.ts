import { randomBytes, type ScryptOptions, scrypt as scryptWithCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const scrypt = promisify<string, Buffer, number, ScryptOptions, Buffer>(scryptWithCallback);
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await scrypt(password.normalize("NFKC"), salt, 32, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Without a stored hash it works as long and says no: the time tells nobody who has an account. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const [kind, N, r, p, salt, hash] = (stored ?? unknownPassword).split("$");
  if (kind !== "scrypt" || !salt || !hash) return false;
  const wanted = Buffer.from(hash, "base64url");
  const given = await scrypt(password.normalize("NFKC"), Buffer.from(salt, "base64url"), wanted.length, {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    maxmem: cost.maxmem,
  });
  return timingSafeEqual(given, wanted) && stored != null;
}

const unknownPassword = ["scrypt", cost.N, cost.r, cost.p, "A".repeat(22), "A".repeat(43)].join("$");
