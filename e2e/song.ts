import fs from "node:fs";
import path from "node:path";

/** The song of the journeys: a folder like prisma/demo/final-step, or the whole song that SONG_DIR names. */
const folder = path.resolve(process.env.SONG_DIR || "prisma/demo/final-step");
const excerpt = path.resolve("prisma/demo/final-step");

export const song = {
  stems: path.join(folder, "stems"),
  stemNames: fs.readdirSync(path.join(folder, "stems")),
  roughMix: path.join(folder, "rough mix.flac"),
  mix1: path.join(folder, "mix 1.flac"),
  mix2: path.join(folder, "mix 2.flac"),
  /** A song's folder without masters (its author printed none) lends the excerpt's. */
  master1: inFolder("master 1.flac"),
  master2: inFolder("master 2.flac"),
};

function inFolder(name: string) {
  const own = path.join(folder, name);
  return fs.existsSync(own) ? own : path.join(excerpt, name);
}

/** Counts the entries as the archive's own directory lists them, at its end. */
export function filesInZip(file: string): number {
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  return bytes.readUInt16LE(end + 10);
}
