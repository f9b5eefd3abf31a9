import { buildEngine } from "../audio/build.mjs";

/** Tests that measure audio run the engine from its sources: its kernel and its child process are built first. */
export default async function buildEngineForRun() {
  await buildEngine();
}
