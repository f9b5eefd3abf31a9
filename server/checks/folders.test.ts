import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { foldersWithNouns, strangeFolders } from "./ladder.ts";

const server = path.resolve(import.meta.dirname, "..");
const nouns = foldersWithNouns(server);

/** What every noun may have; any other file is named for the one function it exports. */
const parts = ["schema.ts", "words.ts", "rules.ts", "queries.ts", "router.ts", "jobs.ts", "events.ts"];
/** Bundled by the launcher as programs: they run and export nothing. */
const programs = ["people/first-owner-link.ts"];

const filesOf = (noun: string) => fs.readdirSync(path.join(server, noun), { withFileTypes: true });

const singleFunctionFiles = nouns.flatMap((noun) =>
  filesOf(noun)
    .map(({ name }) => `${noun}/${name}`)
    .filter(
      (file) =>
        !parts.includes(path.basename(file)) && !file.endsWith(".test.ts") && !programs.includes(file),
    ),
);

const exportsOf = (text: string) =>
  [...text.matchAll(/^export (?:async )?(?:const|function\*?|class|let) (\w+)/gm)].map((found) => found[1]);

const camelCased = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

test("a noun's folder is flat and holds only TypeScript", () => {
  const strangers = nouns.flatMap((noun) =>
    filesOf(noun)
      .filter((entry) => entry.isDirectory() || !entry.name.endsWith(".ts"))
      .map((entry) => `${noun}/${entry.name}`),
  );
  expect(strangers).toEqual([]);
});

test("every folder of the server is a noun on the ladder, a top reader, an adapter or a tool", () => {
  expect(strangeFolders(server)).toEqual([]);
});

test("there are files to look at", () => {
  expect(nouns.length).toBeGreaterThan(5);
  expect(singleFunctionFiles.length).toBeGreaterThan(30);
});

test("a file exports the one function it is named for", () => {
  const misnamed = singleFunctionFiles.filter((file) => {
    const text = fs.readFileSync(path.join(server, file), "utf8");
    const isNamed = exportsOf(text).join() === camelCased(path.basename(file, ".ts"));
    return !isNamed || /^export (\{|\*|default)/m.test(text);
  });
  expect(misnamed).toEqual([]);
});

test("a test lies beside the file it tests", () => {
  const orphans = nouns.flatMap((noun) => {
    const names = filesOf(noun).map(({ name }) => name);
    const tested = (name: string) => name.replace(".test.ts", ".ts");
    const isOrphan = (name: string) => name !== `${noun}.test.ts` && !names.includes(tested(name));
    return names
      .filter((name) => name.endsWith(".test.ts") && isOrphan(name))
      .map((name) => `${noun}/${name}`);
  });
  expect(orphans).toEqual([]);
});

test("no file or folder is named for being of use in general", () => {
  const roots = ["app", "components", "server", "e2e", "prisma"].map((name) => path.join(server, "..", name));
  const vague = roots
    .flatMap((root) => fs.readdirSync(root, { recursive: true, encoding: "utf8" }))
    .filter((name) => !name.startsWith("generated"))
    .filter((name) => /(^|\/)(utils?|helpers?|common|misc|shared|lib)(\.\w+)*$/.test(name));
  expect(vague).toEqual([]);
});

test("every journey is watched: it takes `test` from e2e/watched.ts", () => {
  const folder = path.join(server, "../e2e");
  const journeys = fs.readdirSync(folder).filter((name) => name.endsWith(".spec.ts"));
  const isWatched = (text: string) =>
    /^import \{[^}]*\btest\b[^}]*\} from "\.\/watched\.ts"/m.test(text) &&
    !/^import \{[^}]*\btest\b[^}]*\} from "@playwright\/test"/m.test(text);
  expect(journeys.length).toBeGreaterThan(8);
  expect(journeys.filter((name) => !isWatched(fs.readFileSync(path.join(folder, name), "utf8")))).toEqual([]);
});
