-- AlterTable
ALTER TABLE "Report" ADD COLUMN     "startSample" BIGINT;

