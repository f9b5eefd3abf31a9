import type { TestProject } from "vitest/node";
import { startThrowAwayCluster } from "../launch/pg-throw-away.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Addresses of the migrated database that every test file gets a copy of. */
    cluster: { superuserUrl: string; ownerUrl: string; appUrl: string };
  }
}

export default async function startClusterForRun(project: TestProject) {
  const cluster = await startThrowAwayCluster();
  project.provide("cluster", {
    superuserUrl: cluster.superuserUrl("postgres"),
    ownerUrl: cluster.ownerUrl(),
    appUrl: cluster.appUrl(),
  });
  return cluster.stop;
}
