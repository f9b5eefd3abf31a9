// `npm run setup`: everything that `npm start` does before web and worker, for those who start them apart.
import { setUp } from "./run.mjs";
import { endWith } from "./steps.mjs";

await endWith(setUp);
