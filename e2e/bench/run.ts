// The bench itself: a demo portal of its own, three things measured in it, one table. See server/launch/bench.mjs.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Portal, startPortal } from "../../server/testing/portal.ts";
import { measureLargeUpload } from "./large-upload.ts";
import { measurePages } from "./pages.ts";
import { signIn } from "./person.ts";
import { measureSong } from "./song.ts";
import { tableOf } from "./table.ts";

const root = path.resolve(import.meta.dirname, "../..");
const isQuick = process.argv.includes("quick");

// Inside the checkout, because a folder for temporary files may lie in memory.
fs.mkdirSync(path.join(root, ".data"), { recursive: true });
const folder = fs.mkdtempSync(path.join(root, ".data/bench-"));
let portal: Portal | undefined;
const cleanUp = async () => {
  await portal?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(1)));
}

const [load = 0] = os.loadavg();
if (load > os.availableParallelism() / 2) {
  console.log(`This machine is busy with other things (load ${load.toFixed(1)}): expect worse ratios.`);
}

try {
  console.log("A demo portal of the bench's own: starting");
  portal = await startPortal(path.join(folder, "data"), { DEMO: "1" });
  const lines = await measure(portal);
  console.log(`\n${tableOf(lines)}\n`);
  const missed = lines.filter(({ verdict }) => verdict === "missed").length;
  const left = lines.filter(({ verdict }) => verdict === "skipped").length;
  console.log(`${lines.length - missed - left} targets met, ${missed} missed, ${left} skipped`);
} finally {
  await cleanUp();
}

async function measure({ address, pidOf }: Portal) {
  const manager = await signIn(address, "manager");
  const places = await placesIn(manager);
  const { projectId, songId, setId } = places;
  const pages = await measurePages(address, places);
  const mixing = await signIn(address, "mixing");
  const listening = await measureSong(mixing, { projectId, songId, folder }, songFile(), isQuick ? 1 : 3);
  const recording = await signIn(address, "recording");
  const place = { projectId, songId: setId, folder, webPid: () => pidOf("web") };
  return [...listening, ...(await measureLargeUpload(recording, place, isQuick ? 1 : 3)), ...pages];
}

/** Songs of the demo: one whose mix is in review, one whose set is being handed over, and one whose set is begun. */
async function placesIn({ trpc }: Awaited<ReturnType<typeof signIn>>) {
  const studioId = (await trpc.people.me.query()).studios[0]?.studioId ?? "";
  const { projects } = await trpc.overview.board.query({ studioId });
  const project = projects.find(({ title }) => title === "Harbour Lights");
  const song = (title: string) => project?.songs.find((candidate) => candidate.title === title)?.id;
  const [songId, setId, openSetId] = [song("Harbour Lights"), song("Low Tide"), song("Breakwater")];
  if (!project || !songId || !setId || !openSetId)
    throw new Error("The demo has changed: the bench does not find its songs.");
  const revisionId = (await trpc.overview.song.query({ songId })).revisions.at(-1)?.id ?? "";
  return { studioId, projectId: project.id, songId, setId, openSetId, revisionId };
}

function songFile() {
  const mix = "mix 1.flac";
  const given = process.env.SONG_DIR;
  if (given) return path.join(path.resolve(given), mix);
  console.log("SONG_DIR is not set: the song is the demo's excerpt of 16 s.");
  return path.join(root, "prisma/demo/final-step", mix);
}
