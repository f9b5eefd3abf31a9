// The passwords and the signing secret of a data folder, made once.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** Readable by this account only. What is missing is made and written; SECRET counts before what is kept. */
export function secretsOf(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  const secrets = {
    app: kept.app ?? newSecret(),
    superuser: kept.superuser ?? newSecret(),
    databaseOwner: kept.databaseOwner ?? newSecret(),
    databaseApp: kept.databaseApp ?? newSecret(),
  };
  if (JSON.stringify(kept) !== JSON.stringify(secrets)) replaceFile(file, JSON.stringify(secrets, null, 2));
  return { ...secrets, app: process.env.SECRET || secrets.app };
}

const newSecret = () => crypto.randomBytes(32).toString("base64url");

/** All or nothing, however the process ends. */
export function replaceFile(file, text) {
  const part = `${file}.${process.pid}.part`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(part, text, { mode: 0o600, flush: true });
  fs.renameSync(part, file);
}
