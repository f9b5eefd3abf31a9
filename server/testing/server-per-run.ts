import type { TestProject } from "vitest/node";
import { migrate } from "../launch/migrate.mjs";
import { startThrowAwayCluster } from "../launch/pg-throw-away.mjs";
import { newDatabase } from "../launch/test-databases.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Where databases are made, and the migrated one that every test file gets a copy of, as its owner and as the app. */
    server: { makerUrl: string; ownerUrl: string; appUrl: string };
  }
}

export default async function prepareServerForRun(project: TestProject) {
  const borrowed = await newDatabase("files");
  if (borrowed) {
    await migrate(borrowed);
    const makerUrl = process.env.TEST_SERVER_URL ?? "";
    project.provide("server", { makerUrl, ownerUrl: borrowed, appUrl: borrowed });
    return undefined;
  }
  const cluster = await startThrowAwayCluster();
  project.provide("server", {
    makerUrl: cluster.superuserUrl("postgres"),
    ownerUrl: cluster.ownerUrl(),
    appUrl: cluster.appUrl(),
  });
  return cluster.stop;
}
