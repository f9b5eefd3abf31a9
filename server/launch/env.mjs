// What the launcher reads from the environment, and what it hands on.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { secretsOf } from "./secrets.mjs";

export const root = path.resolve(import.meta.dirname, "../..");

/** A failure that is told in words: nobody needs its stack. */
export class Trouble extends Error {}

/** Reads `.env` of the checkout without overriding what is set, and returns the launcher's own settings. */
export function readSettings() {
  const file = path.join(root, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  return settingsIn(process.env);
}

/** @param {Record<string, string | undefined>} environment */
export function settingsIn({ DATABASE_URL, DATA_DIR, DEMO, HOST, NEXT_DIST_DIR, PORT, PUBLIC_URL }) {
  const demo = isDemo(DEMO);
  return {
    databaseUrl: databaseUrlFrom(DATABASE_URL),
    dataDir: path.resolve(root, DATA_DIR || ".data"),
    demo,
    host: demo ? "127.0.0.1" : HOST || "127.0.0.1",
    port: portFrom(PORT),
    publicUrl: PUBLIC_URL?.replace(/\/$/, "") || undefined,
    distDir: NEXT_DIST_DIR || ".next",
  };
}

function databaseUrlFrom(text) {
  if (!text) return undefined;
  if (URL.canParse(text) && /^postgres(ql)?:/.test(text)) return text;
  throw new Trouble(
    "DATABASE_URL is not an address such as postgresql://user:password@host:5432/database. Nothing was started. " +
      "In a name or a password, write signs such as @ / # as %40 %2F %23.",
  );
}

/** Never the demo by a slip: it lets anyone be anyone. */
function isDemo(text) {
  if (["0", "false"].includes(text)) return false;
  if (["1", "true"].includes(text) || !text) return true;
  throw new Trouble(`DEMO is "${text}". Set it to 0 for a real studio, or leave it out for the demo.`);
}

function portFrom(text) {
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Trouble(`PORT is "${text}", which is not a port. Set it to a number from 1 to 65535.`);
}

/** Every setting, blank: for what must get none of a studio's. A blank keeps out what stands in `.env`, too. */
export const noSettings = Object.fromEntries(
  [
    "COOKIE_PREFIX",
    "DATABASE_URL",
    "DATA_DIR",
    "DEMO",
    "DISK_RESERVE_MB",
    "HOST",
    "MAIL_FROM",
    "MAX_UPLOAD_MB",
    "PORT",
    "PUBLIC_URL",
    "SECRET",
    "SMTP_URL",
    "TRUSTED_PROXIES",
    "WORKER_CONCURRENCY",
  ].map((name) => [name, ""]),
);

/** What web, worker and the other programs get: server/env.ts parses it. */
export function childEnvironment({ dataDir, demo, dev, distDir }, { databaseUrl, address }) {
  const name = crypto.createHash("sha256").update(dataDir).digest("hex").slice(0, 8);
  return {
    NODE_ENV: dev ? "development" : "production",
    NEXT_DIST_DIR: distDir,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    DEMO: demo ? "1" : "0",
    SECRET: secretsOf(dataDir).app,
    // Browsers keep cookies per host, whatever the port: two checkouts side by side need names of their own.
    COOKIE_PREFIX: process.env.COOKIE_PREFIX || `fresh-ears-${name}`,
    ...(address ? { PUBLIC_URL: address } : {}),
  };
}
