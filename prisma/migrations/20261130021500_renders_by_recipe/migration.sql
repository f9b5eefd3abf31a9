-- A render is named by its recipe: the SHA-256 of canonical JSON, as server/renders/recipe-of.ts writes it. What is here
-- gets the names that the code gives, so that nothing is made again.
DROP INDEX "Render_studioId_sourceSha256_kind_key";
CREATE TYPE "RenderKind_new" AS ENUM ('listening_copy', 'peaks', 'reconciliation');
ALTER TABLE "Render" ALTER COLUMN "kind" TYPE "RenderKind_new" USING ("kind"::text::"RenderKind_new");
DROP TYPE "RenderKind";
ALTER TYPE "RenderKind_new" RENAME TO "RenderKind";

ALTER TABLE "Render"
  ADD COLUMN "recipeSha256" TEXT,
  ADD COLUMN "recipe" JSONB,
  ADD COLUMN "engineName" TEXT NOT NULL DEFAULT 'fresh-ears',
  ADD COLUMN "engineVersion" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "result" JSONB,
  ADD COLUMN "recipeText" TEXT;

UPDATE "Render" SET "recipeText" = format(
  '{"engine":{"name":"fresh-ears","version":1},"inputs":[{"role":"source","sha256":"%s"}],"kind":"%s","params":{}}',
  "sourceSha256", "kind");

ALTER TABLE "Render" DROP CONSTRAINT "Render_studioId_sourceSha256_fkey", DROP COLUMN "sourceSha256";
ALTER TABLE "Render" DROP CONSTRAINT "Render_ready_has_content";

-- A sum was named by a hash of its sorted stems and its reference. Which those were is found again among the sets that lie
-- there and those that were handed off; of others nobody asks any more.
WITH "set" AS (
  SELECT "studioId", "songId", array_agg("sha256" ORDER BY "sha256" COLLATE "C") AS "stems"
  FROM "File" WHERE "kind" = 'stem' AND "setAsideAt" IS NULL GROUP BY "studioId", "songId"
  UNION
  SELECT h."studioId", h."songId", array_agg(f."sha256" ORDER BY f."sha256" COLLATE "C")
  FROM "HandOff" h JOIN "HandOffFile" p ON p."handOffId" = h."id" JOIN "File" f ON f."id" = p."fileId"
  WHERE p."kind" = 'stem' GROUP BY h."id"
), "comparison" AS (
  SELECT DISTINCT s."studioId", s."stems", r."sha256" AS "reference"
  FROM "set" s JOIN "File" r ON r."songId" = s."songId"
  WHERE r."kind" = 'rough_mix' OR EXISTS (SELECT 1 FROM "HandOffFile" p WHERE p."fileId" = r."id" AND p."kind" = 'rough_mix')
)
INSERT INTO "Render" ("id", "studioId", "kind", "state", "progress", "result", "madeAt", "recipeText")
SELECT gen_random_uuid(), c."studioId", 'reconciliation', 'ready', 1, jsonb_build_object('residualDb', m."residualDb"), m."comparedAt",
  '{"engine":{"name":"fresh-ears","version":1},"inputs":[{"role":"stem","sha256":"'
    || array_to_string(c."stems", '"},{"role":"stem","sha256":"')
    || '"},{"role":"reference","sha256":"' || c."reference" || '"}],"kind":"reconciliation","params":{"mode":"null"}}'
FROM "comparison" c JOIN "SumComparison" m ON m."studioId" = c."studioId" AND m."setKey" = encode(sha256(convert_to(
  '[["' || array_to_string(c."stems", '","') || '"],"' || c."reference" || '"]', 'UTF8')), 'hex');

DROP TABLE "SumComparison";

UPDATE "Render" SET "recipe" = "recipeText"::jsonb, "recipeSha256" = encode(sha256(convert_to("recipeText", 'UTF8')), 'hex');
ALTER TABLE "Render"
  DROP COLUMN "recipeText",
  ALTER COLUMN "recipe" SET NOT NULL,
  ALTER COLUMN "recipeSha256" SET NOT NULL,
  ALTER COLUMN "engineName" DROP DEFAULT,
  ALTER COLUMN "engineVersion" DROP DEFAULT,
  ADD CONSTRAINT "Render_ready_has_content" CHECK (("state" = 'ready') = ("sha256" IS NOT NULL OR "result" IS NOT NULL));
CREATE UNIQUE INDEX "Render_studioId_id_key" ON "Render"("studioId", "id");
CREATE UNIQUE INDEX "Render_studioId_recipeSha256_key" ON "Render"("studioId", "recipeSha256");

CREATE TABLE "RenderInput" (
    "studioId" UUID NOT NULL,
    "renderId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "RenderInput_pkey" PRIMARY KEY ("renderId","position")
);
CREATE INDEX "RenderInput_studioId_sha256_idx" ON "RenderInput"("studioId", "sha256");
ALTER TABLE "RenderInput" ADD CONSTRAINT "RenderInput_studioId_renderId_fkey" FOREIGN KEY ("studioId", "renderId") REFERENCES "Render"("studioId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RenderInput" ADD CONSTRAINT "RenderInput_studioId_sha256_fkey" FOREIGN KEY ("studioId", "sha256") REFERENCES "StoredObject"("studioId", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

INSERT INTO "RenderInput" ("studioId", "renderId", "position", "role", "sha256")
SELECT r."studioId", r."id", i."number" - 1, i."input"->>'role', i."input"->>'sha256'
FROM "Render" r, jsonb_array_elements(r."recipe"->'inputs') WITH ORDINALITY AS i("input", "number");

-- What waits in the queue under its old name waits under the new one. An empty database has no queue yet.
DO $$
BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NULL THEN RETURN; END IF;
  PERFORM graphile_worker.add_job('renders.follow', json_build_object('songId', old."songId"), job_key => 'follow:' || old."songId", max_attempts => 5)
  FROM (
    SELECT DISTINCT j."payload"->>'songId' AS "songId" FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t."id" = j."task_id" WHERE t."identifier" = 'handoffs.compareSum'
  ) old;
  PERFORM graphile_worker.add_job('renders.make', json_build_object('renderId', r."id"), job_key => 'render:' || r."id", max_attempts => 5)
  FROM "Render" r WHERE r."state" IN ('queued', 'running');
  DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
  WHERE t."id" = j."task_id" AND t."identifier" IN ('handoffs.compareSum', 'renders.listeningCopy');
END $$;
