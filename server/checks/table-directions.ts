// Who may read and write whose tables: a noun writes its own, and reads its own and those of nouns below it.
import fs from "node:fs";
import path from "node:path";
import { exempt, isPlaced, whyNot } from "./ladder.ts";
import { modelsIn } from "./prisma-models.ts";
import { readSources } from "./source-tree.ts";
import { accessesIn, type Finding } from "./table-accesses.ts";

const queueFile = "server/queue.ts";
/** Tests, what launches, and what is made from other sources. */
const unread = /\.test\.tsx?$|^server\/(testing|checks|launch|generated|audio)\//;

/** The sentences for every table that is read or written where the ladder does not allow it. */
export function tableViolationsIn(root: string): { models: number; calls: number; violations: string[] } {
  const models = modelsIn(root);
  const files = ["server", "app"].flatMap((folder) => sourcesIn(root, folder)).toSorted();
  const { calls, found } = accessesIn(readSources(root, files), models);
  const homeless = [...models.values()]
    .filter(({ owner }) => !isPlaced(owner))
    .map(({ name, owner }) => `${name} stands in ${owner}.prisma, and ${owner} does not stand on the ladder`);
  const violations = [...new Set([...homeless, ...found.flatMap(sentenceFor)])].toSorted();
  return { models: models.size, calls, violations };
}

function sourcesIn(root: string, folder: string): string[] {
  const whole = path.join(root, folder);
  if (!fs.existsSync(whole)) return [];
  return fs
    .readdirSync(whole, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .filter((name) => !unread.test(name));
}

function sentenceFor(finding: Finding): string[] {
  const { file } = finding;
  switch (finding.kind) {
    case "queue":
      return file === queueFile ? [] : [`${file} names ${finding.name}, which only ${queueFile} may`];
    case "unreadable":
      return /the client/.test(finding.text) && exempt[file]
        ? []
        : [`${file} cannot be read: ${finding.text}`];
    default: {
      const { name, owner } = finding.model;
      const why = whyNot(file, finding.kind, finding.model);
      return why === null ? [] : [`${file} ${finding.kind} ${name} of ${owner}, ${why}`];
    }
  }
}
