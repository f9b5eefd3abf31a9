-- AlterTable
ALTER TABLE "HandOffFile" ADD COLUMN     "kind" "FileKind";

-- Until now a file's kind could not change.
UPDATE "HandOffFile" h SET "kind" = f."kind" FROM "File" f WHERE f."id" = h."fileId";
ALTER TABLE "HandOffFile" ALTER COLUMN "kind" SET NOT NULL;

-- What was handed off stays as it was.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "HandOffFile" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An original keeps its content, its song and its name. What it is taken for in a set may be put right.
CREATE OR REPLACE FUNCTION keep_original() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE audio_of_sets CONSTANT "FileKind"[] := ARRAY['multitrack', 'stem', 'rough_mix'];
BEGIN
  IF TG_OP = 'DELETE' OR (NEW."id", NEW."studioId", NEW."songId", NEW."name", NEW."sha256", NEW."uploadedById", NEW."uploadedAt")
     IS DISTINCT FROM (OLD."id", OLD."studioId", OLD."songId", OLD."name", OLD."sha256", OLD."uploadedById", OLD."uploadedAt")
     OR (NEW."kind" <> OLD."kind" AND NOT ARRAY[NEW."kind", OLD."kind"] <@ audio_of_sets) THEN
    RAISE EXCEPTION 'An original is immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
