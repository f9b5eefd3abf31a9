import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "../..");
const alias = { "@": root };

/** These touch no database: they start at once, and a database of their own would be wasted on them. */
const pure = [
  "server/*/rules.test.ts",
  "server/*/schema.test.ts",
  "server/{env,money,time,turns}.test.ts",
  "server/work/turns-of.test.ts",
  "server/handoffs/{check-premaster,check-set,common-start,compare-sheet,names-on-sheet}.test.ts",
  "server/{audio,checks,launch}/**/*.test.ts",
  "components/**/*.test.{ts,tsx}",
];

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: "pure", include: pure, globalSetup: "server/testing/engine-per-run.ts" },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["{server,app,prisma}/**/*.test.{ts,tsx}"],
          exclude: pure,
          globalSetup: ["server/testing/engine-per-run.ts", "server/testing/server-per-run.ts"],
          setupFiles: "server/testing/database-per-file.ts",
        },
      },
    ],
  },
});
