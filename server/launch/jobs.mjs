// `npm run jobs`: the jobs that were set aside, by the program that knows them.
import { runBeside } from "./beside.mjs";
import { endWith } from "./steps.mjs";

await endWith(() => runBeside("jobs", process.argv.slice(2)));
