// Stored objects from one folder to another. An object's name is the hash of its bytes, which the copy is checked by.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";

export const objectsIn = (folder) =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        // A desktop leaves files of its own in folders that somebody opened.
        .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
        .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    : [];

/** The names of every object that a row stands for. */
export async function namedObjects(client) {
  const { rows } = await client.query(
    `select "studioId" || '/' || left(sha256, 2) || '/' || sha256 as name from "StoredObject" order by 1`,
  );
  return rows.map(({ name }) => path.normalize(name));
}

/** Copies what is not there yet. Returns the names of those that are not what their name says. */
export async function copyObjects(from, to) {
  const altered = [];
  for (const name of objectsIn(from)) {
    const target = path.join(to, name);
    if (fs.existsSync(target)) continue;
    if (!(await copyChecked(path.join(from, name), target))) altered.push(name);
  }
  return altered;
}

async function copyChecked(source, target) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const hash = crypto.createHash("sha256");
  const part = `${target}.part`;
  const hashing = async function* (chunks) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(fs.createReadStream(source), hashing, fs.createWriteStream(part, { flush: true }));
  } catch (error) {
    fs.rmSync(part, { force: true });
    // A refused file was dropped since the list was made; if a row names it, it is found missing.
    if (!fs.existsSync(source)) return true;
    throw error;
  }
  const isWhole = hash.digest("hex") === path.basename(source);
  if (isWhole) fs.renameSync(part, target);
  else fs.rmSync(part);
  return isWhole;
}
