import { createHash } from "node:crypto";
import { db } from "./db.ts";
import { Refused } from "./errors.ts";

type Bucket = { capacity: number; perMinute: number };

/** What a person needs on a bad day fits; what a script needs does not. */
const buckets = {
  "link.address": { capacity: 5, perMinute: 0.5 },
  "link.network": { capacity: 30, perMinute: 4 },
  "password.address": { capacity: 10, perMinute: 1 },
  "password.network": { capacity: 40, perMinute: 10 },
  "invitation.sender": { capacity: 60, perMinute: 2 },
} as const satisfies Record<string, Bucket>;
export type BucketName = keyof typeof buckets;

/** Takes one token of each bucket, or refuses with the time to wait. */
export async function limitRate(wanted: readonly { bucket: BucketName; whose: string }[], what: string) {
  for (const { bucket, whose } of wanted) {
    if (!(await take(bucket, whose))) {
      const minutes = Math.ceil(1 / buckets[bucket].perMinute);
      throw new Refused(
        "TOO_MANY",
        `${what} Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`} and try again; nothing is lost.`,
      );
    }
  }
}

/** A token bucket in one statement, so that two at once cannot take the same token. */
async function take(bucket: BucketName, whose: string): Promise<boolean> {
  const { capacity, perMinute } = buckets[bucket];
  const key = `${bucket}:${createHash("sha256").update(whose).digest("base64url")}`;
  const perSecond = perMinute / 60;
  const taken = await db.$executeRaw`
    insert into "RateLimit" as b ("key", "tokens", "updatedAt") values (${key}, ${capacity}::float8 - 1, clock_timestamp())
    on conflict ("key") do update
      set "tokens" = least(${capacity}::float8, b."tokens" + extract(epoch from clock_timestamp() - b."updatedAt") * ${perSecond}::float8) - 1,
          "updatedAt" = clock_timestamp()
      where least(${capacity}::float8, b."tokens" + extract(epoch from clock_timestamp() - b."updatedAt") * ${perSecond}::float8) >= 1`;
  return taken === 1;
}

/** Every bucket is full again after a day, and a full one is the same as none. */
export const sweepRateLimits = () =>
  db.$executeRaw`delete from "RateLimit" where "updatedAt" < now() - interval '1 day'`;
