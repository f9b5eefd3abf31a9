-- A file lives with a song, with a lead, or with the studio itself, and whoever acts may bring it.
ALTER TABLE "Upload" DROP CONSTRAINT "Upload_one_receiving";
DROP INDEX "File_songId_kind_name_sha256_key";

-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "leadId" UUID,
ALTER COLUMN "songId" DROP NOT NULL;
ALTER TABLE "Upload" RENAME COLUMN "startedById" TO "broughtBy";
ALTER TABLE "Upload" ALTER COLUMN "broughtBy" TYPE TEXT USING 'person:' || "broughtBy";

-- AlterTable
ALTER TABLE "File" ADD COLUMN     "leadId" UUID,
ALTER COLUMN "songId" DROP NOT NULL;
ALTER TABLE "File" RENAME COLUMN "uploadedById" TO "broughtBy";
ALTER TABLE "File" ALTER COLUMN "broughtBy" TYPE TEXT USING 'person:' || "broughtBy";

-- CreateIndex
CREATE UNIQUE INDEX "File_songId_leadId_studioId_kind_name_sha256_key" ON "File"("songId", "leadId", "studioId", "kind", "name", "sha256") NULLS NOT DISTINCT;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_studioId_fkey" FOREIGN KEY ("studioId") REFERENCES "Studio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_studioId_fkey" FOREIGN KEY ("studioId") REFERENCES "Studio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Neither a song nor a lead: the studio's own.
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_one_home" CHECK (num_nonnulls("songId", "leadId") <= 1);
ALTER TABLE "File" ADD CONSTRAINT "File_one_home" CHECK (num_nonnulls("songId", "leadId") <= 1);

-- One actor sends one file into one place once at a time: the second page finds the first one's upload.
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_one_receiving"
  EXCLUDE ((coalesce("songId", "leadId", "studioId")) WITH =, "broughtBy" WITH =, "kind" WITH =, "name" WITH =, "sha256" WITH =) WHERE ("state" = 'receiving');

-- An original keeps its content, its home and its name. What it is taken for in a set may be put right.
CREATE OR REPLACE FUNCTION keep_original() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE audio_of_sets CONSTANT "FileKind"[] := ARRAY['multitrack', 'stem', 'rough_mix'];
BEGIN
  IF TG_OP = 'DELETE' OR (NEW."id", NEW."studioId", NEW."songId", NEW."leadId", NEW."name", NEW."sha256", NEW."broughtBy", NEW."uploadedAt")
     IS DISTINCT FROM (OLD."id", OLD."studioId", OLD."songId", OLD."leadId", OLD."name", OLD."sha256", OLD."broughtBy", OLD."uploadedAt")
     OR (NEW."kind" <> OLD."kind" AND NOT ARRAY[NEW."kind", OLD."kind"] <@ audio_of_sets) THEN
    RAISE EXCEPTION 'An original is immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
