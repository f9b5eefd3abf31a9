import path from "node:path";
import * as z from "zod";

const megabytes = "a number of megabytes";
const webAddress = "the start page's address, such as https://portal.studio.example";

const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "an address such as postgresql://user:password@host:5432/database",
  }),
  DATA_DIR: z
    .string()
    .default(".data")
    .transform((dir) => path.resolve(/* turbopackIgnore: true */ dir)),
  DEMO: z
    .enum(["0", "1", "true", "false"], "0 for a real studio, 1 for the demo")
    .default("0")
    .transform((demo) => demo === "1" || demo === "true"),
  /** The address people use; links in mails and the callbacks of uploads are built from it, never from the Host header. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: webAddress })
    .refine((address) => new URL(address).pathname === "/", webAddress)
    .transform((address) => new URL(address).origin)
    .default("http://127.0.0.1:3000"),
  SECRET: z.string("at least 32 random characters").min(32, "at least 32 random characters"),
  COOKIE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]*$/, "small letters, digits and hyphens")
    .default("fresh-ears"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "an address such as smtp://user:password@mail.example:587" })
    .optional(),
  MAIL_FROM: z.email("one e-mail address, without a name").default("studio@fresh-ears.example"),
  /** Uploads are refused while less than this is free; reading goes on. */
  DISK_RESERVE_MB: z.coerce.number(megabytes).nonnegative(megabytes).default(1024),
  MAX_UPLOAD_MB: z.coerce.number(megabytes).positive(megabytes).default(16_384),
  /** How many reverse proxies stand in front and append to X-Forwarded-For; rate limits count by what they saw. */
  TRUSTED_PROXIES: z.coerce.number("a number").int("a whole number").nonnegative("0 or more").default(0),
  WORKER_CONCURRENCY: z.coerce.number("a number").int("a whole number").positive("1 or more").default(2),
});

function parse() {
  // A setting that is left blank is one that is left out.
  const given = Object.entries(process.env).filter(([, value]) => value !== "");
  const parsed = Env.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map((i) => `  ${i.path.join(".")}: ${i.message}`).join("\n");
  // Words and an end: next would go on without them and answer every request with 500.
  console.error(`The settings do not fit. Set these in the environment and start again:\n${what}`);
  process.exit(1);
}

export const env = parse();

// next-auth takes the address of its links from here alone, and would believe the Host header otherwise.
process.env.NEXTAUTH_URL = env.PUBLIC_URL;
