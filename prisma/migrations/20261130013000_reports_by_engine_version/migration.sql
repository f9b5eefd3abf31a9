-- What is measured today was measured by version 1 of the engine.
ALTER TABLE "Report" ADD COLUMN "engineVersion" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Report" ALTER COLUMN "engineVersion" DROP DEFAULT;
ALTER TABLE "Report" DROP CONSTRAINT "Report_pkey", ADD CONSTRAINT "Report_pkey" PRIMARY KEY ("studioId", "sha256", "engineVersion");

ALTER TABLE "Check" ADD COLUMN "reportVersion" INTEGER;
UPDATE "Check" c SET "reportVersion" = r."engineVersion"
FROM "File" f JOIN "Report" r ON r."studioId" = f."studioId" AND r."sha256" = f."sha256"
WHERE f."id" = c."fileId";
