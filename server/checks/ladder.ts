// The ladder: which noun stands on which, for imports and for tables alike.
import fs from "node:fs";
import path from "node:path";

/** Each noun, and the nouns it stands on directly; what those stand on is below it too. */
const standsOn: Record<string, string[]> = {
  people: [],
  projects: ["people"],
  work: ["projects"],
  files: ["work"],
  renders: ["files"],
  review: ["renders"],
  signoffs: ["review"],
  handoffs: ["signoffs"],
  requests: ["handoffs"],
  delivery: ["requests"],
};

export const nouns = Object.keys(standsOn);

/** They read every table, write their own, and are imported by nobody. */
export const topReaders = ["overview", "history", "live", "notifications"];

export const adapters = ["storage", "mail", "payments"];

/** Folders of server/ that are neither noun nor adapter. What launches, checks and tests is held to no direction. */
const tools = ["launch", "testing", "checks", "generated"];
const known = new Set([...nouns, ...topReaders, ...adapters, ...tools, "access", "audio"]);

/** Programs at the top: they read everything, like the top readers, and write nothing of their own. */
export const readingProgram = /^server\/(verify[\w-]*|seal-anew|upgrade)\.ts$/;

/** What the core's schema files are called: prisma/schema/base.prisma and so on. */
const coreSchemas = ["base", "queue", "events", "demo"];

/** What the core reads of the nouns: grants are worked out where a thing lies, before any noun is asked. */
const coreReads = ["Studio", "Member", "Project", "Song", "Participant", "WorkItem"];

/** What single files may beyond the rule, and why. */
export const exempt: Record<string, { models: string[]; reason: string }> = {
  "server/mail/post-mail.ts": {
    models: ["Mail"],
    reason: "the row is the outbox: every noun posts a mail in its own transaction",
  },
  "server/mail/queries.ts": { models: ["Mail"], reason: "the demo's inbox shows what was posted" },
  "server/auth.ts": {
    models: ["User", "Account", "VerificationToken"],
    reason: "signing in keeps its own rows through Auth.js's adapter, which takes the whole client",
  },
};

/** Every noun below this one. */
export function below(noun: string): Set<string> {
  const direct = standsOn[noun] ?? [];
  return new Set(direct.flatMap((lower) => [lower, ...below(lower)]));
}

/** The nouns that `noun` must not know: those above it, and those beside it. */
export const closedTo = (noun: string) => nouns.filter((other) => other !== noun && !below(noun).has(other));

/** The nouns and top readers that have a folder, read from there, so that a new one cannot be forgotten. */
export function foldersWithNouns(server: string): string[] {
  return foldersOf(server).filter((name) => nouns.includes(name) || topReaders.includes(name));
}

/** Folders of server/ that stand nowhere. */
export const strangeFolders = (server: string) => foldersOf(server).filter((name) => !known.has(name));

const foldersOf = (server: string) =>
  fs
    .readdirSync(server, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Whose tables a schema file holds: a noun's or the core's. */
export const ownerOf = (schemaFile: string) => {
  const name = path.basename(schemaFile, ".prisma");
  return coreSchemas.includes(name) ? "core" : name;
};

export const isPlaced = (owner: string) =>
  owner === "core" || nouns.includes(owner) || topReaders.includes(owner);

/** Who a file of the sources belongs to. */
function standingOf(file: string): { kind: "noun" | "top" | "core" | "outside"; name: string } {
  const [root, folder, inside] = file.split("/");
  if (root !== "server") return { kind: "outside", name: root ?? "" };
  if (readingProgram.test(file)) return { kind: "top", name: "verify" };
  if (!inside || folder === "access") return { kind: "core", name: "core" };
  if (topReaders.includes(folder ?? "")) return { kind: "top", name: folder ?? "" };
  if (nouns.includes(folder ?? "")) return { kind: "noun", name: folder ?? "" };
  return { kind: "outside", name: folder ?? "" };
}

/** Why a file may not read or write a table, or null where it may. */
export function whyNot(
  file: string,
  access: "reads" | "writes",
  model: { name: string; owner: string },
): string | null {
  const { kind, name } = standingOf(file);
  if (name === model.owner || exempt[file]?.models.includes(model.name)) return null;
  if (access === "writes") {
    const may = model.owner === "core" ? "the core" : model.owner;
    return `which only ${may} writes`;
  }
  switch (kind) {
    case "top":
      return null;
    case "core":
      return coreReads.includes(model.name) ? null : "which the core does not know";
    case "outside":
      return `which ${name} asks a noun for`;
    case "noun":
      if (below(name).has(model.owner)) return null;
      if (model.owner === "core") return "which the core answers for";
      return below(model.owner).has(name)
        ? `which stands above ${name}`
        : `which does not stand below ${name}`;
  }
}
