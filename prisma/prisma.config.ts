import { defineConfig } from "prisma/config";

// Only the Prisma CLI reads this, and always through `node server/launch/prisma.mjs`.
export default defineConfig({
  schema: "schema",
  migrations: { path: "migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
