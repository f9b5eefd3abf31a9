// `npm run verify`: every stored file and the event log, by the program that knows them.
import { runBeside } from "./beside.mjs";
import { endWith } from "./steps.mjs";

await endWith(() => runBeside("verify", process.argv.slice(2)));
