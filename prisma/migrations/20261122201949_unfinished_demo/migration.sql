-- CreateTable
CREATE TABLE "UnfinishedDemo" (
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UnfinishedDemo_pkey" PRIMARY KEY ("startedAt")
);

