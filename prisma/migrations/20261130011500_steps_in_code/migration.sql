-- CreateTable
CREATE TABLE "UpgradeStep" (
    "name" TEXT NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "UpgradeStep_pkey" PRIMARY KEY ("name")
);
