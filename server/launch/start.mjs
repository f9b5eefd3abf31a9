import { run } from "./run.mjs";
import { endWith } from "./steps.mjs";

await endWith(run);
