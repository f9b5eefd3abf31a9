import { develop } from "./run.mjs";
import { endWith } from "./steps.mjs";

await endWith(develop);
