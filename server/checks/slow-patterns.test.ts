import fs from "node:fs";
import path from "node:path";
import { parseSync } from "@swc/core";
import { expect, test } from "vitest";
import { slownessOf } from "./slow-patterns.ts";

const root = path.resolve(import.meta.dirname, "../..");

test("no pattern can be kept busy for ever by a text", () => {
  const patterns = sourcesIn("server", "components", "app").flatMap((file) =>
    patternsIn(fs.readFileSync(path.join(root, file), "utf8")).map((found) => ({ file, ...found })),
  );
  // A tool that does not understand the sources finds no pattern.
  expect(patterns.length).toBeGreaterThan(80);
  const slow = patterns.filter(({ pattern, flags }) => pattern === null || slownessOf(pattern, flags));
  expect(slow).toEqual([]);
});

/** Tests and checks read nothing from outside; what is generated, and the kernel's source, are no TypeScript of ours. */
function sourcesIn(...folders: string[]): string[] {
  const isOurs = (file: string) =>
    /\.(ts|tsx|mjs)$/.test(file) &&
    !/\.test\.tsx?$|^server\/(generated|checks|testing|audio\/(kernel|testing))\//.test(file);
  return folders
    .flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
    )
    .filter(isOurs);
}

type Node = { [key: string]: unknown };
/** Null stands for one that is put together while the program runs: nobody can tell what it will be. */
type Pattern = { pattern: string | null; flags: string };

function patternsIn(source: string): Pattern[] {
  const found: Pattern[] = [];
  const look = (node: Node) => {
    const { type, pattern, flags, callee, arguments: given } = node;
    if (type === "RegExpLiteral") found.push({ pattern: String(pattern), flags: String(flags) });
    if ((callee as Node | undefined)?.value === "RegExp")
      found.push(constructed(given as { expression: Node }[]));
    for (const inner of Object.values(node)) if (typeof inner === "object" && inner) look(inner as Node);
  };
  look(parseSync(source, { syntax: "typescript", tsx: true }) as unknown as Node);
  return found;
}

function constructed(given: { expression: Node }[]): Pattern {
  const [pattern, flags] = given.map(({ expression }) =>
    expression.type === "StringLiteral" ? String(expression.value) : null,
  );
  return { pattern: pattern ?? null, flags: flags ?? "" };
}

test("patterns are found as literals, in calls, and where they are put together", () => {
  const source = `
    const a = <p>{/a+/g.test(x)}</p>;
    const b = new RegExp("(b+)+", "u");
    const c = RegExp(\`\${b}c\`);
  `;
  expect(patternsIn(source)).toEqual([
    { pattern: "a+", flags: "g" },
    { pattern: "(b+)+", flags: "u" },
    { pattern: null, flags: "" },
  ]);
});

test.each([
  /^(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<(mpd|smil)\b/,
  /^(a+)+$/,
  /^(a*)*$/,
  /^(a|a)*$/,
  /^(a|ab|b)*$/,
  /^([a-z]|\w)+!/,
  /^(\s|\s\s)*x/,
  /^([^,]+,?)*;/,
  /^(?:\d+\.?)+m$/,
  /^(x(?:y{1,9}){2,}z)/,
  /^(.|\n)*(é|É)$/is,
  /a(?=(b+)+c)/,
  /(?<=(b+)+c)a/,
  /^(\p{L}+|\u{e9})*$/u,
])("an exponential pattern is found: %s", ({ source, flags }) => {
  expect(slownessOf(source, flags)).toBe("exponential");
});

test.each([
  /\s+$/,
  /[. ]+$/u,
  /^\s*\s*x/,
  /^.*a.*b/,
  /<.+>/,
  /^\d+\d{2,}x/,
  /(x|\s+)y/,
  /^a*(b|a+)c/,
  /^ *\s*$/m,
])("a polynomial pattern is found: %s", ({ source, flags }) => {
  expect(slownessOf(source, flags)).toBe("polynomial");
});

test.each([
  /\s+/g,
  /^\s+|\s+x?/,
  /^\d+(\.\d*)?$/,
  /^(a|b)*c$/,
  /^(?:"[^"]*"|[^",])*$/,
  /"([^"]*(?:""[^"]*)*)"/y,
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}$/,
  /^(a?)*b/,
  /^(ab?)*$/,
  /\.[^.]*$/,
  /^(#extm3u|ffconcat\b)/,
  /https?:\/\/\S+/,
  /^.+?\.(wav|aif[cf]?)(?=[\s,]|$)/i,
])("a pattern of few ways is let be: %s", ({ source, flags }) => {
  expect(slownessOf(source, flags)).toBeNull();
});

test("what it does not understand it does not let pass", () => {
  expect(() => slownessOf("(a)\\1", "")).toThrow("not understood");
  expect(() => slownessOf("(a", "")).toThrow("not understood");
});
