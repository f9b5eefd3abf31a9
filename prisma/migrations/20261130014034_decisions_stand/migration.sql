-- Decisions stand once they are made. What became of a hand-off, an answer that came back and a note that was opened
-- again are rows of their own, and each row of a decision has a salt for the digest of its words.

-- CreateEnum
CREATE TYPE "HandOffOutcome" AS ENUM ('accepted', 'returned');

-- AlterTable
ALTER TABLE "Check" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
ALTER TABLE "HandOff" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
ALTER TABLE "MixRevisionRequest" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
ALTER TABLE "Note" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
ALTER TABLE "NoteAnswer" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
ALTER TABLE "Revision" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
ALTER TABLE "SignOff" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
ALTER TABLE "SignOffEnd" ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();

ALTER TABLE "StreamEnd" ADD COLUMN "keyId" TEXT, ADD COLUMN "seal" TEXT;

-- AlterTable
DROP INDEX "Resolution_studioId_noteId_key";
ALTER TABLE "Resolution" DROP CONSTRAINT "Resolution_pkey",
ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD CONSTRAINT "Resolution_pkey" PRIMARY KEY ("id");
ALTER TABLE "Resolution" ALTER COLUMN "id" DROP DEFAULT;

-- CreateTable
CREATE TABLE "HandOffSettlement" (
    "handOffId" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "outcome" "HandOffOutcome" NOT NULL,
    "reasons" TEXT,
    "salt" UUID DEFAULT gen_random_uuid(),
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HandOffSettlement_pkey" PRIMARY KEY ("handOffId")
);

-- CreateTable
CREATE TABLE "AnswerReturn" (
    "answerId" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "salt" UUID DEFAULT gen_random_uuid(),
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AnswerReturn_pkey" PRIMARY KEY ("answerId")
);

-- CreateTable
CREATE TABLE "Reopening" (
    "resolutionId" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reopening_pkey" PRIMARY KEY ("resolutionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "HandOffSettlement_studioId_handOffId_key" ON "HandOffSettlement"("studioId", "handOffId");

-- CreateIndex
CREATE UNIQUE INDEX "AnswerReturn_studioId_answerId_key" ON "AnswerReturn"("studioId", "answerId");

-- CreateIndex
CREATE UNIQUE INDEX "Reopening_studioId_resolutionId_key" ON "Reopening"("studioId", "resolutionId");

-- CreateIndex
CREATE UNIQUE INDEX "NoteAnswer_studioId_id_key" ON "NoteAnswer"("studioId", "id");

-- CreateIndex
CREATE INDEX "Resolution_noteId_idx" ON "Resolution"("noteId");

-- CreateIndex
CREATE UNIQUE INDEX "Resolution_studioId_id_key" ON "Resolution"("studioId", "id");

-- AddForeignKey
ALTER TABLE "HandOffSettlement" ADD CONSTRAINT "HandOffSettlement_studioId_handOffId_fkey" FOREIGN KEY ("studioId", "handOffId") REFERENCES "HandOff"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerReturn" ADD CONSTRAINT "AnswerReturn_studioId_answerId_fkey" FOREIGN KEY ("studioId", "answerId") REFERENCES "NoteAnswer"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reopening" ADD CONSTRAINT "Reopening_studioId_resolutionId_fkey" FOREIGN KEY ("studioId", "resolutionId") REFERENCES "Resolution"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What stood in the rows themselves.
INSERT INTO "HandOffSettlement" ("handOffId", "studioId", "outcome", "reasons", "byId", "at")
  SELECT "id", "studioId", "state"::text::"HandOffOutcome", "reasons", "settledById", "settledAt" FROM "HandOff" WHERE "state" <> 'offered';
INSERT INTO "AnswerReturn" ("answerId", "studioId", "words", "byId", "at")
  SELECT "id", "studioId", coalesce("sentBackWords", ''), "sentBackById", "sentBackAt" FROM "NoteAnswer" WHERE "sentBackAt" IS NOT NULL;

-- AlterTable
ALTER TABLE "HandOff" DROP CONSTRAINT "HandOff_one_offered", DROP CONSTRAINT "HandOff_settled",
  DROP COLUMN "reasons", DROP COLUMN "settledAt", DROP COLUMN "settledById", DROP COLUMN "state";
ALTER TABLE "NoteAnswer" DROP CONSTRAINT "NoteAnswer_sent_back",
  DROP COLUMN "sentBackAt", DROP COLUMN "sentBackById", DROP COLUMN "sentBackWords";
DROP TYPE "HandOffState";

-- One offered hand-off at a time per song and stage: whoever offers takes turns on the song.
CREATE FUNCTION offer_one_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "Song" WHERE "id" = NEW."songId" FOR UPDATE;
  IF EXISTS (SELECT 1 FROM "HandOff" h WHERE h."songId" = NEW."songId" AND h."fromStage" = NEW."fromStage"
             AND NOT EXISTS (SELECT 1 FROM "HandOffSettlement" s WHERE s."handOffId" = h."id")) THEN
    RAISE EXCEPTION 'A hand-off of this song and stage is offered already' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER one_offered BEFORE INSERT ON "HandOff" FOR EACH ROW EXECUTE FUNCTION offer_one_at_a_time();

-- A note is closed once at a time.
CREATE FUNCTION resolve_one_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "Note" WHERE "id" = NEW."noteId" FOR UPDATE;
  IF EXISTS (SELECT 1 FROM "Resolution" r WHERE r."noteId" = NEW."noteId"
             AND NOT EXISTS (SELECT 1 FROM "Reopening" o WHERE o."resolutionId" = r."id")) THEN
    RAISE EXCEPTION 'This note is closed already' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER one_standing BEFORE INSERT ON "Resolution" FOR EACH ROW EXECUTE FUNCTION resolve_one_at_a_time();

-- A decision stays as it is. Its words (the column that the trigger names first, if any) may be blanked, and their salt
-- goes with them; the columns that it names after that are no part of the decision.
CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  words CONSTANT text := nullif(TG_ARGV[0], '');
  loose text[] := TG_ARGV[1:];
  was jsonb := to_jsonb(OLD);
  becomes jsonb;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    becomes := to_jsonb(NEW);
    IF words IS NOT NULL AND was ->> 'salt' IS NOT NULL AND becomes ->> 'salt' IS NULL AND coalesce(becomes ->> words, '') = '' THEN
      loose := loose || ARRAY[words, 'salt'];
    END IF;
    IF becomes - loose = was - loose THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- A note is a decision once it was sent, in a round or as a mix-revision request.
CREATE FUNCTION keep_sent_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  loose text[] := ARRAY[]::text[];
BEGIN
  IF OLD."roundId" IS NULL AND NOT EXISTS (SELECT 1 FROM "MixRevisionRequest" m WHERE m."noteId" = OLD."id") THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD."salt" IS NOT NULL AND NEW."salt" IS NULL AND NEW."words" = '' THEN loose := ARRAY['words', 'salt']; END IF;
    IF to_jsonb(NEW) - loose = to_jsonb(OLD) - loose THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'A sent note is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER append_only ON "SignOff";
DROP TRIGGER append_only ON "SignOffEnd";
DROP FUNCTION refuse_change_but_blanking;
DROP TRIGGER immutable ON "Revision";
DROP FUNCTION keep_revision;

CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "SignOff" FOR EACH ROW EXECUTE FUNCTION keep_decision('elsewhereBy');
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "SignOffEnd" FOR EACH ROW EXECUTE FUNCTION keep_decision('reason');
-- A revision's only movable fact is where it lies against the one before.
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "Revision" FOR EACH ROW EXECUTE FUNCTION keep_decision('changeNote', 'offsetSamples');
CREATE TRIGGER sent_note_stands BEFORE UPDATE OR DELETE ON "Note" FOR EACH ROW EXECUTE FUNCTION keep_sent_note();
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "MixRevisionRequest" FOR EACH ROW EXECUTE FUNCTION keep_decision('suggestion');
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "NoteAnswer" FOR EACH ROW EXECUTE FUNCTION keep_decision('words');
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "AnswerReturn" FOR EACH ROW EXECUTE FUNCTION keep_decision('words');
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "HandOff" FOR EACH ROW EXECUTE FUNCTION keep_decision('words');
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "HandOffSettlement" FOR EACH ROW EXECUTE FUNCTION keep_decision('reasons');
CREATE TRIGGER decision_stands BEFORE UPDATE OR DELETE ON "Check" FOR EACH ROW EXECUTE FUNCTION keep_decision('reason');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Round" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Resolution" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Reopening" FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "Revision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "Note" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "MixRevisionRequest" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "NoteAnswer" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "AnswerReturn" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "HandOff" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "HandOffSettlement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "Check" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "Round" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "Resolution" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "Reopening" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was decided before has no digest in the history yet.
INSERT INTO "UpgradeStep" ("name") VALUES ('digest-decisions');
