-- CreateEnum
CREATE TYPE "SentAs" AS ENUM ('revision', 'hand_off');

-- CreateTable
CREATE TABLE "FileSending" (
    "studioId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "as" "SentAs" NOT NULL,
    "sentAsId" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "takenBackAt" TIMESTAMPTZ(3),

    CONSTRAINT "FileSending_pkey" PRIMARY KEY ("sentAsId","fileId")
);

-- CreateTable
CREATE TABLE "FileRelease" (
    "signOffId" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "releasedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FileRelease_pkey" PRIMARY KEY ("signOffId")
);

-- CreateTable
CREATE TABLE "FileDelivery" (
    "studioId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FileDelivery_pkey" PRIMARY KEY ("fileId","to")
);

-- CreateIndex
CREATE INDEX "FileSending_fileId_idx" ON "FileSending"("fileId");

-- CreateIndex
CREATE INDEX "FileRelease_fileId_idx" ON "FileRelease"("fileId");

-- AddForeignKey
ALTER TABLE "FileSending" ADD CONSTRAINT "FileSending_studioId_fileId_fkey" FOREIGN KEY ("studioId", "fileId") REFERENCES "File"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileRelease" ADD CONSTRAINT "FileRelease_studioId_fileId_fkey" FOREIGN KEY ("studioId", "fileId") REFERENCES "File"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileDelivery" ADD CONSTRAINT "FileDelivery_studioId_fileId_fkey" FOREIGN KEY ("studioId", "fileId") REFERENCES "File"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sent, released and delivered until now.
INSERT INTO "FileSending" ("studioId", "fileId", "as", "sentAsId", "sentAt")
  SELECT "studioId", "fileId", 'revision', "id", "sentAt" FROM "Revision";
INSERT INTO "FileSending" ("studioId", "fileId", "as", "sentAsId", "sentAt", "takenBackAt")
  SELECT h."studioId", f."fileId", 'hand_off', h."id", h."offeredAt", CASE WHEN h."state" = 'returned' THEN h."settledAt" END
  FROM "HandOff" h JOIN "HandOffFile" f ON f."handOffId" = h."id";
INSERT INTO "FileRelease" ("signOffId", "studioId", "fileId", "releasedAt", "endedAt")
  SELECT g."id", g."studioId", r."fileId", g."at", e."at"
  FROM "SignOff" g JOIN "Revision" r ON r."id" = g."revisionId" LEFT JOIN "SignOffEnd" e ON e."signOffId" = g."id"
  WHERE r."stage" = 'mastering';
INSERT INTO "FileDelivery" ("studioId", "fileId", "to", "deliveredAt")
  SELECT r."studioId", r."fileId", 'person:' || (e."subject"->>'userId'), min(e."at")
  FROM "Event" e JOIN "Revision" r ON r."studioId" = e."studioId" AND r."id" = (e."subject"->>'revisionId')::uuid
  WHERE e."kind" = 'master.delivered'
  GROUP BY r."studioId", r."fileId", e."subject"->>'userId';

-- They stay on record. A sending or a release ends once (the named column), and nothing else of it changes.
CREATE FUNCTION refuse_change_but_ending() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ending CONSTANT text := TG_ARGV[0];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - ending IS DISTINCT FROM to_jsonb(OLD) - ending
     OR to_jsonb(OLD) ->> ending IS NOT NULL OR to_jsonb(NEW) ->> ending IS NULL THEN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_ends BEFORE UPDATE OR DELETE ON "FileSending" FOR EACH ROW EXECUTE FUNCTION refuse_change_but_ending('takenBackAt');
CREATE TRIGGER only_ends BEFORE UPDATE OR DELETE ON "FileRelease" FOR EACH ROW EXECUTE FUNCTION refuse_change_but_ending('endedAt');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "FileDelivery" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "FileSending" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "FileRelease" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "FileDelivery" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A revision is sent for good.
ALTER TABLE "FileSending" ADD CONSTRAINT "FileSending_revision_stays" CHECK ("as" = 'hand_off' OR "takenBackAt" IS NULL);
