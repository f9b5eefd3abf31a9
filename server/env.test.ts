import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const fitting = {
  DATABASE_URL: "postgresql://me@127.0.0.1/studio",
  SECRET: "a secret of more than 32 characters",
};

/** As a process that is started with these settings reads them. */
function read(settings: Record<string, string>) {
  const script = "import('./env.ts').then(({ env }) => console.log(JSON.stringify(env)))";
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: path.resolve(import.meta.dirname),
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...settings },
    encoding: "utf8",
  });
  return { status, stderr, env: status === 0 ? JSON.parse(stdout) : undefined };
}

test("every setting that does not fit is named, with what would, and nothing else is said", () => {
  expect(
    read({
      COOKIE_PREFIX: "Ü",
      DATABASE_URL: "mysql://me@127.0.0.1/studio",
      DEMO: "no",
      DISK_RESERVE_MB: "plenty",
      MAIL_FROM: "Studio <studio@mail.example>",
      MAX_UPLOAD_MB: "0",
      PUBLIC_URL: "https://portal.example/ears",
      SMTP_URL: "mail.example",
      TRUSTED_PROXIES: "-1",
      WORKER_CONCURRENCY: "1.5",
    }),
  ).toEqual({
    status: 1,
    env: undefined,
    stderr: `The settings do not fit. Set these in the environment and start again:
  DATABASE_URL: an address such as postgresql://user:password@host:5432/database
  DEMO: 0 for a real studio, 1 for the demo
  PUBLIC_URL: the start page's address, such as https://portal.studio.example
  SECRET: at least 32 random characters
  COOKIE_PREFIX: small letters, digits and hyphens
  SMTP_URL: an address such as smtp://user:password@mail.example:587
  MAIL_FROM: one e-mail address, without a name
  DISK_RESERVE_MB: a number of megabytes
  MAX_UPLOAD_MB: a number of megabytes
  TRUSTED_PROXIES: 0 or more
  WORKER_CONCURRENCY: a whole number
`,
  });
});

test("a setting that is blank is one that is left out", () => {
  const { env } = read({ ...fitting, DEMO: "", DISK_RESERVE_MB: "", MAX_UPLOAD_MB: "", SMTP_URL: "" });
  expect(env).toMatchObject({ DEMO: false, DISK_RESERVE_MB: 1024, MAX_UPLOAD_MB: 16_384 });
  expect(env).not.toHaveProperty("SMTP_URL");
});

test("links are built from the address as it is without a slash at its end", () => {
  expect(read({ ...fitting, PUBLIC_URL: "https://portal.example/" }).env).toMatchObject({
    PUBLIC_URL: "https://portal.example",
  });
});
