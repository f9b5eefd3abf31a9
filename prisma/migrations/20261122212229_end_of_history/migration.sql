-- CreateTable
CREATE TABLE "StreamEnd" (
    "streamId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "StreamEnd_pkey" PRIMARY KEY ("streamId")
);


INSERT INTO "StreamEnd" ("streamId", "number", "hash")
  SELECT DISTINCT ON ("streamId") "streamId", "number", "hash" FROM "Event" ORDER BY "streamId", "number" DESC;

-- A history's end moves on by one line at a time, and never back.
CREATE FUNCTION keep_stream_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW."streamId" <> OLD."streamId" OR NEW."number" <> OLD."number" + 1 THEN
    RAISE EXCEPTION 'A history is append-only: its end only moves on, % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_forward BEFORE UPDATE OR DELETE ON "StreamEnd" FOR EACH ROW EXECUTE FUNCTION keep_stream_end();
CREATE TRIGGER only_forward_whole BEFORE TRUNCATE ON "StreamEnd" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Decisions stay as they are. The personal words in them (the named column) may be blanked, by the tables' owner: the
-- history names only ids and hashes, so its chain stays whole.
CREATE FUNCTION refuse_change_but_blanking() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE words CONSTANT text := TG_ARGV[0];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - words IS DISTINCT FROM to_jsonb(OLD) - words
     OR to_jsonb(OLD) ->> words IS NULL OR to_jsonb(NEW) ->> words IS DISTINCT FROM '' THEN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER append_only ON "SignOff";
DROP TRIGGER append_only ON "SignOffEnd";
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SignOff" FOR EACH ROW EXECUTE FUNCTION refuse_change_but_blanking('elsewhereBy');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SignOffEnd" FOR EACH ROW EXECUTE FUNCTION refuse_change_but_blanking('reason');

-- A decision names its file and its PCM. Rows from before are left as they are.
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_names_its_file"
  CHECK ("sha256" ~ '^[0-9a-f]{64}$' AND "pcmSha256" ~ '^[0-9a-f]{64}$') NOT VALID;
