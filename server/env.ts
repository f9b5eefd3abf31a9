import path from "node:path";
import * as z from "zod";

const flag = (byDefault: boolean) =>
  z
    .enum(["0", "1", "true", "false"])
    .optional()
    .transform((v) => (v === undefined ? byDefault : v === "1" || v === "true"));

const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z
    .string()
    .startsWith("postgres", "an address such as postgresql://user:password@host:5432/database"),
  DATA_DIR: z
    .string()
    .default(".data")
    .transform((dir) => path.resolve(/* turbopackIgnore: true */ dir)),
  DEMO: flag(false),
  /** The address people use; links in mails and the callbacks of uploads are built from it, never from the Host header. */
  PUBLIC_URL: z.url().default("http://127.0.0.1:3000"),
  SECRET: z.string().min(32, "at least 32 random characters"),
  COOKIE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]*$/)
    .default("fresh-ears"),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.email().default("studio@fresh-ears.example"),
  /** Uploads are refused while less than this is free; reading goes on. */
  DISK_RESERVE_MB: z.coerce.number().nonnegative().default(1024),
  MAX_UPLOAD_MB: z.coerce.number().positive().default(16_384),
  /** How many reverse proxies stand in front and append to X-Forwarded-For; rate limits count by what they saw. */
  TRUSTED_PROXIES: z.coerce.number().int().nonnegative().default(0),
  WORKER_CONCURRENCY: z.coerce.number().int().positive().default(2),
});

function parse() {
  // A setting that is left blank is one that is left out.
  const given = Object.entries(process.env).filter(([, value]) => value !== "");
  const parsed = Env.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map((i) => `  ${i.path.join(".")}: ${i.message}`).join("\n");
  throw new Error(`The settings do not fit. Set these in the environment and start again:\n${what}`);
}

export const env = parse();

// next-auth takes the address of its links from here alone, and would believe the Host header otherwise.
process.env.NEXTAUTH_URL = env.PUBLIC_URL;
