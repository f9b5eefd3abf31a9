// Who may import whom: the rules, and the tool that checks them.
import fs from "node:fs";
import path from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IViolation } from "dependency-cruiser";
import { adapters as adapterFolders, closedTo, nouns, readingProgram, topReaders } from "./ladder.ts";

const anyOf = (names: string[]) => `^server/(${names.join("|")})/`;
const anyNoun = anyOf([...nouns, ...topReaders]);
const adapters = anyOf(adapterFolders);
const tests = "\\.test\\.tsx?$|^server/(testing|checks)/";
/** They put the whole together: the router and the worker. */
const composers = "^server/(root|worker)\\.ts$";
/** It puts together what each noun declares. */
const eventKinds = "^server/event-kinds\\.ts$";
const core = "^server/[^/]+\\.ts$|^server/access/";

export const rules: IForbiddenRuleType[] = [
  ...nouns
    .filter((noun) => closedTo(noun).length > 0)
    .map((noun) => ({
      name: `ladder-${noun}`,
      comment: `${noun} does not stand on ${closedTo(noun).join(", ")} and knows nothing of them`,
      from: { path: `^server/${noun}/`, pathNot: tests },
      to: { path: anyOf(closedTo(noun)) },
    })),
  {
    name: "top-readers-are-known-by-nobody",
    comment: `${topReaders.join(", ")} read everything; of the server, only root.ts, worker.ts and programs know them`,
    from: {
      path: "^(?:server/([^/]+)|prisma/)",
      pathNot: `${composers}|${eventKinds}|${readingProgram.source}|${tests}`,
    },
    to: { path: anyOf(topReaders), pathNot: "^server/$1/" },
  },
  {
    name: "pages-ask-top-readers",
    comment: "a page or an adapter takes only queries, schemas and types of what reads everything",
    from: { path: "^app/", pathNot: tests },
    to: { path: anyOf(topReaders), pathNot: "/(schema|words|queries)\\.ts$" },
  },
  {
    name: "core-knows-no-noun",
    comment: "what every noun stands on knows none of them",
    from: { path: core, pathNot: `${composers}|${eventKinds}|${readingProgram.source}|${tests}` },
    to: { path: anyNoun },
  },
  {
    name: "events-are-declared",
    comment: "events.ts declares and goes to the browser: words, permissions and types only",
    from: { path: "^server/\\w+/events\\.ts$" },
    to: {
      path: "^(server|app|components)/",
      pathNot: "^server/\\w+/(events|words)\\.ts$|^server/event-(shape|words)\\.ts$",
    },
  },
  {
    name: "event-kinds-compose",
    comment: "the catalogue of events takes from each noun its events.ts alone",
    from: { path: eventKinds },
    to: { path: anyNoun, pathNot: "/events\\.ts$" },
  },
  {
    name: "one-list-tells-events",
    comment: "the catalogue of events is sent to who opens the history, with no other page",
    from: { path: "^(app|components)/", pathNot: `^components/projects/event-list\\.tsx$|${tests}` },
    to: { path: "^server/event-\\w+\\.ts$|^server/\\w+/events\\.ts$" },
  },
  {
    name: "event-list-is-the-history",
    comment: "only the history's page lists events",
    from: { pathNot: "/history/project-history\\.tsx$" },
    to: { path: "^components/projects/event-list\\.tsx$" },
  },
  {
    name: "adapters-know-no-noun",
    comment: "an adapter knows the outside and not the business",
    from: { path: adapters, pathNot: tests },
    to: { path: anyNoun },
  },
  {
    name: "audio-stands-alone",
    comment: "the engine knows files and numbers, nothing of the portal",
    from: { path: "^server/audio/", pathNot: tests },
    to: { path: "^(server|app|components|prisma)/", pathNot: "^server/audio/" },
  },
  {
    name: "rules-are-pure",
    comment: "rules.ts decides from its arguments: rules, schemas, money, time and types",
    from: { path: "^server/\\w+/rules\\.ts$" },
    to: {
      path: "^(server|app|components)/",
      pathNot: "^server/\\w+/(rules|schema|types|words)\\.ts$|^server/(money|time|words)\\.ts$",
    },
  },
  {
    name: "schemas-go-to-the-browser",
    comment: "schema.ts is sent to browsers: schemas, words, money and time only",
    from: { path: "^server/\\w+/schema\\.ts$" },
    to: {
      path: "^(server|app|components)/",
      pathNot: "^server/\\w+/(schema|words)\\.ts$|^server/(money|time|words)\\.ts$",
    },
  },
  {
    name: "routers-only-adapt",
    comment: "a router calls writes and queries, and touches neither database, store nor queue",
    from: { path: "^server/\\w+/router\\.ts$" },
    to: { path: "^server/(changes|db|events|queue)\\.ts$|^server/(access|storage|mail|audio)/" },
  },
  {
    name: "routers-belong-to-the-root",
    comment: "only root.ts composes routers",
    from: { pathNot: `^server/root\\.ts$|${tests}` },
    to: { path: "^server/\\w+/router\\.ts$" },
  },
  {
    name: "jobs-belong-to-the-worker",
    comment: "only worker.ts composes job handlers",
    from: { pathNot: `^server/worker\\.ts$|${tests}` },
    to: { path: "^server/\\w+/jobs\\.ts$" },
  },
  {
    name: "server-knows-no-page",
    comment: "the server knows neither pages nor components",
    from: { path: "^server/", pathNot: tests },
    to: { path: "^(app|components)/" },
  },
  {
    name: "components-run-in-browsers",
    comment: "components take schemas, words, money, time and types from the server",
    from: { path: "^components/", pathNot: tests },
    to: {
      path: "^server/",
      pathNot: "^server/\\w+/(schema|words)\\.ts$|^server/(event-sentence|money|time|words)\\.ts$",
    },
  },
  {
    name: "components-know-no-page",
    comment: "components are used by pages, not the other way round",
    from: { path: "^components/" },
    to: { path: "^app/" },
  },
  {
    name: "one-file-names-the-router",
    comment: "only components/trpc.tsx names the router's type",
    from: { path: "^components/", pathNot: "^components/trpc\\.tsx$" },
    to: { path: "^server/root\\.ts$" },
  },
  {
    name: "pages-are-thin",
    comment: "a page reads through root.ts or a query; writing is the adapters' (route.ts, actions.ts)",
    from: { path: "^app/.*\\.tsx$" },
    to: {
      path: `^server/(db|events|queue)\\.ts$|${adapters}|${anyNoun}`,
      pathNot: "/(schema|words|queries)\\.ts$",
    },
  },
  {
    name: "tools-stay-outside",
    comment: "what launches, checks and tests is no part of what runs",
    from: { path: "^(app|components|server)/", pathNot: `^server/launch/|${tests}` },
    to: { path: "^server/(launch|testing|checks)/" },
  },
].map((rule) => ({ ...rule, severity: "error" }));

const aboutValues = new Set([
  "events-are-declared",
  "one-list-tells-events",
  "components-run-in-browsers",
  "components-know-no-page",
  "pages-ask-top-readers",
  "rules-are-pure",
  "schemas-go-to-the-browser",
]);

const sources = ["app", "components", "server", "prisma", "proxy.ts", "instrumentation.ts"];

/** The sentences for every import that a rule forbids. */
export async function violationsIn(root: string): Promise<{ modules: number; violations: string[] }> {
  const { output } = await cruise(
    sources.filter((source) => fs.existsSync(path.join(root, source))),
    {
      baseDir: root,
      exclude: { path: "node_modules|^server/generated|^server/audio/kernel/|^prisma/migrations" },
      validate: true,
      ruleSet: { forbidden: rules },
    },
    { alias: { "@": root }, extensions: [".ts", ".tsx", ".mjs"] },
  );
  const { totalCruised, violations } = (output as ICruiseResult).summary;
  const counted = violations.filter((found) => !isExempt(found, root));
  return { modules: totalCruised, violations: counted.map(sentenceFor) };
}

const sentenceFor = ({ from, to, rule }: IViolation) =>
  `${from} imports ${to}: ${rules.find(({ name }) => name === rule.name)?.comment} (${rule.name})`;

/** The tool cannot tell a type from a value, and some rules are about what runs. */
function isExempt({ from, unresolvedTo, rule }: IViolation, root: string) {
  if (!aboutValues.has(rule.name)) return false;
  const text = fs.readFileSync(path.join(root, from), "utf8");
  return statementsThatImport(text, unresolvedTo).every((statement) =>
    /^(import|export) type\b/.test(statement),
  );
}

function statementsThatImport(text: string, specifier: string | undefined) {
  const statements = text.matchAll(/^(?:import|export)\b[^;"]*?"([^"]+)"|import\("([^"]+)"\)/gm);
  return [...statements]
    .filter((found) => (found[1] ?? found[2]) === specifier)
    .map(([statement]) => statement);
}
