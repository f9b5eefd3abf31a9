import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** One violation for each rule that the style relies on: a rule that is silently off would pass unnoticed. */
const planted = {
  "server/barrel.ts": `export * from "./late.ts";\n`,
  "server/late.ts": `
import { early } from "./early.ts";
import { Kind } from "./kind";
import fs from "fs";
export async function late(kind: Kind) {
  early();
  switch (kind) {
    case "a":
      return fs.readFileSync(process.env.FILE ?? "");
  }
}
`,
  "server/early.ts": `import { late } from "./late.ts";\nexport const early = async () => late("a");\n`,
  "server/kind.ts": `export type Kind = "a" | "b";\n`,
  "e2e/slow.spec.ts": `
import { test } from "@playwright/test";
test.only("waits", async ({ page }) => {
  await page.waitForTimeout(1000);
});
`,
};

const expected = [
  "lint/correctness/useImportExtensions",
  "lint/nursery/noFloatingPromises",
  "lint/nursery/noPlaywrightWaitForTimeout",
  "lint/nursery/useExhaustiveSwitchCases",
  "lint/performance/noBarrelFile",
  "lint/performance/noReExportAll",
  "lint/style/noProcessEnv",
  "lint/style/useImportType",
  "lint/style/useNodejsImportProtocol",
  "lint/suspicious/noFocusedTests",
  "lint/suspicious/noImportCycles",
];

test("the linter finds a planted violation of every rule that the style relies on", () => {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "fresh-ears-lint-")));
  fs.copyFileSync(path.join(root, "server/checks/biome.json"), path.join(folder, "biome.json"));
  write(folder, { ...planted, ".gitignore": "node_modules\n" });
  const { stdout } = spawnSync(
    path.join(root, "node_modules/.bin/biome"),
    ["lint", "--reporter=json", "--max-diagnostics=200"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  fs.rmSync(folder, { recursive: true });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string }[] };
  const found = new Set(diagnostics.map(({ category }) => category));
  expect(expected.filter((rule) => !found.has(rule))).toEqual([]);
});

function write(folder: string, files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}
