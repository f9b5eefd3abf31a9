// `npm run seal -- ADDRESS`: vouches for histories that another secret sealed, by the program that knows them.
import { runBeside } from "./beside.mjs";
import { endWith } from "./steps.mjs";

await endWith(() => runBeside("seal-anew", process.argv.slice(2)));
