// `npm run bench`: what listening, reports and uploads cost, as ratios.
import { runBeside } from "./beside.mjs";
import { endWith } from "./steps.mjs";

await endWith(() => runBeside("bench", process.argv.slice(2)));
