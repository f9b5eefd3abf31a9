-- CreateEnum
CREATE TYPE "JobAttemptState" AS ENUM ('running', 'suspect', 'alone', 'set_aside');

-- CreateTable
CREATE TABLE "JobAttempt" (
    "jobId" BIGINT NOT NULL,
    "pool" TEXT NOT NULL,
    "state" "JobAttemptState" NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JobAttempt_pkey" PRIMARY KEY ("jobId")
);

-- A file that is here and could not be looked into says why, and waits for who sent it.
ALTER TABLE "Upload" DROP CONSTRAINT "Upload_refused_with_reason";
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_refused_with_reason"
  CHECK (("reason" IS NOT NULL) = ("state" = 'refused') OR "state" = 'checking');
