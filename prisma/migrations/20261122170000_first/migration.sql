-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "FileKind" AS ENUM ('multitrack', 'stem', 'rough_mix', 'document', 'mix_print', 'master', 'premaster');

-- CreateEnum
CREATE TYPE "UploadState" AS ENUM ('receiving', 'checking', 'kept', 'refused');

-- CreateEnum
CREATE TYPE "SetKind" AS ENUM ('multitracks', 'stems', 'premaster');

-- CreateEnum
CREATE TYPE "HandOffState" AS ENUM ('offered', 'accepted', 'returned');

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('owner', 'manager', 'engineer');

-- CreateEnum
CREATE TYPE "ProjectKind" AS ENUM ('single', 'ep', 'album');

-- CreateEnum
CREATE TYPE "Stage" AS ENUM ('recording', 'mixing', 'mastering', 'delivery');

-- CreateEnum
CREATE TYPE "WorkState" AS ENUM ('waiting', 'in_progress', 'in_review', 'approved', 'on_hold', 'cancelled');

-- CreateEnum
CREATE TYPE "Part" AS ENUM ('artist', 'producer', 'recording_engineer', 'mixing_engineer', 'mastering_engineer', 'client');

-- CreateEnum
CREATE TYPE "Power" AS ENUM ('comment', 'sign_off_sound', 'accept_cost', 'pay', 'receive');

-- CreateEnum
CREATE TYPE "RenderKind" AS ENUM ('listening_copy', 'peaks');

-- CreateEnum
CREATE TYPE "RenderState" AS ENUM ('queued', 'running', 'ready', 'failed');

-- CreateEnum
CREATE TYPE "NoteKind" AS ENUM ('request', 'praise', 'answer', 'mix_revision_request');

-- CreateEnum
CREATE TYPE "RequestNature" AS ENUM ('defect', 'taste', 'question');

-- CreateEnum
CREATE TYPE "AnswerOutcome" AS ENUM ('answered', 'declined');

-- CreateEnum
CREATE TYPE "SignOffEnding" AS ENUM ('withdrawn', 'superseded');

-- CreateTable
CREATE TABLE "StoredObject" (
    "studioId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "md5" TEXT NOT NULL,
    "crc32" BIGINT NOT NULL,
    "storedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredObject_pkey" PRIMARY KEY ("studioId","sha256")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "songId" UUID NOT NULL,
    "kind" "FileKind" NOT NULL,
    "name" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" "UploadState" NOT NULL DEFAULT 'receiving',
    "reason" TEXT,
    "startedById" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(3),
    "objectSha256" TEXT,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "File" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "songId" UUID NOT NULL,
    "kind" "FileKind" NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploadedById" UUID NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "setAsideAt" TIMESTAMPTZ(3),

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SumComparison" (
    "studioId" UUID NOT NULL,
    "setKey" TEXT NOT NULL,
    "residualDb" DOUBLE PRECISION NOT NULL,
    "comparedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SumComparison_pkey" PRIMARY KEY ("studioId","setKey")
);

-- CreateTable
CREATE TABLE "HandOff" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "songId" UUID NOT NULL,
    "fromStage" "Stage" NOT NULL,
    "toStage" "Stage" NOT NULL,
    "kind" "SetKind" NOT NULL,
    "state" "HandOffState" NOT NULL DEFAULT 'offered',
    "number" INTEGER NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "revisionId" UUID,
    "offeredById" UUID NOT NULL,
    "offeredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledById" UUID,
    "settledAt" TIMESTAMPTZ(3),
    "reasons" TEXT,

    CONSTRAINT "HandOff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandOffFile" (
    "studioId" UUID NOT NULL,
    "handOffId" UUID NOT NULL,
    "fileId" UUID NOT NULL,

    CONSTRAINT "HandOffFile_pkey" PRIMARY KEY ("handOffId","fileId")
);

-- CreateTable
CREATE TABLE "Check" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "handOffId" UUID NOT NULL,
    "fileId" UUID,
    "code" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "advice" BOOLEAN NOT NULL DEFAULT false,
    "acknowledgedById" UUID,
    "reason" TEXT,

    CONSTRAINT "Check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "studioId" UUID,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "emailVerified" TIMESTAMPTZ(3),
    "image" TEXT,
    "passwordHash" TEXT,
    "sessionsFrom" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationToken" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL
);

-- CreateTable
CREATE TABLE "Studio" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Studio_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "MemberRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "projectId" UUID,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "memberRole" "MemberRole",
    "part" "Part",
    "powers" "Power"[],
    "tokenSha256" TEXT NOT NULL,
    "invitedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedById" UUID,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FirstOwnerLink" (
    "tokenSha256" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FirstOwnerLink_pkey" PRIMARY KEY ("tokenSha256")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "artistName" TEXT NOT NULL,
    "kind" "ProjectKind" NOT NULL,
    "stages" "Stage"[],
    "brief" TEXT NOT NULL DEFAULT '',
    "sampleRateHz" INTEGER NOT NULL,
    "bitDepth" INTEGER NOT NULL,
    "fileNamePattern" TEXT NOT NULL,
    "dueOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Song" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Song_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkItem" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "songId" UUID NOT NULL,
    "stage" "Stage" NOT NULL,
    "state" "WorkState" NOT NULL DEFAULT 'waiting',
    "heldFrom" "WorkState",
    "heldReason" TEXT,
    "dueOn" DATE,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Participant" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "part" "Part" NOT NULL,
    "powers" "Power"[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reference" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "why" TEXT NOT NULL DEFAULT '',
    "addedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "streamId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Render" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "sourceSha256" TEXT NOT NULL,
    "kind" "RenderKind" NOT NULL,
    "state" "RenderState" NOT NULL DEFAULT 'queued',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reason" TEXT,
    "sha256" TEXT,
    "madeAt" TIMESTAMPTZ(3),

    CONSTRAINT "Render_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Report" (
    "studioId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "container" TEXT NOT NULL,
    "codec" TEXT NOT NULL,
    "sampleRateHz" INTEGER NOT NULL,
    "bitDepth" INTEGER,
    "sampleFormat" TEXT NOT NULL,
    "channels" INTEGER NOT NULL,
    "frames" BIGINT NOT NULL,
    "pcmSha256" TEXT NOT NULL,
    "integratedLufs" DOUBLE PRECISION,
    "shortTermMaxLufs" DOUBLE PRECISION,
    "loudnessRangeLu" DOUBLE PRECISION,
    "truePeakDbtp" DOUBLE PRECISION,
    "samplePeakDbfs" DOUBLE PRECISION,
    "measured" JSONB NOT NULL,
    "measuredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("studioId","sha256")
);

-- CreateTable
CREATE TABLE "WorkerBeat" (
    "pool" TEXT NOT NULL,
    "beat" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkerBeat_pkey" PRIMARY KEY ("pool")
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "songId" UUID NOT NULL,
    "workItemId" UUID,
    "stage" "Stage" NOT NULL,
    "variant" TEXT NOT NULL DEFAULT 'main',
    "number" INTEGER NOT NULL,
    "fileId" UUID NOT NULL,
    "changeNote" TEXT NOT NULL,
    "offsetSamples" INTEGER NOT NULL DEFAULT 0,
    "sentById" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Note" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "kind" "NoteKind" NOT NULL,
    "words" TEXT NOT NULL,
    "startSample" INTEGER,
    "endSample" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "roundId" UUID,

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MixRevisionRequest" (
    "noteId" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "nature" "RequestNature" NOT NULL,
    "concerns" TEXT[],
    "suggestion" TEXT NOT NULL DEFAULT '',
    "blocking" BOOLEAN NOT NULL,

    CONSTRAINT "MixRevisionRequest_pkey" PRIMARY KEY ("noteId")
);

-- CreateTable
CREATE TABLE "Reply" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "noteId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoteAnswer" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "noteId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "outcome" "AnswerOutcome" NOT NULL,
    "words" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentBackAt" TIMESTAMPTZ(3),
    "sentBackById" UUID,
    "sentBackWords" TEXT,

    CONSTRAINT "NoteAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resolution" (
    "noteId" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Resolution_pkey" PRIMARY KEY ("noteId")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "workItemId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sentById" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignOff" (
    "id" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "workItemId" UUID,
    "revisionId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "pcmSha256" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "elsewhereBy" TEXT,

    CONSTRAINT "SignOff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignOffEnd" (
    "signOffId" UUID NOT NULL,
    "studioId" UUID NOT NULL,
    "ending" "SignOffEnding" NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignOffEnd_pkey" PRIMARY KEY ("signOffId")
);

-- CreateIndex
CREATE INDEX "Upload_songId_state_idx" ON "Upload"("songId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Upload_studioId_id_key" ON "Upload"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "File_songId_kind_name_sha256_key" ON "File"("songId", "kind", "name", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "File_studioId_id_key" ON "File"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "HandOff_studioId_id_key" ON "HandOff"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "HandOff_songId_fromStage_number_key" ON "HandOff"("songId", "fromStage", "number");

-- CreateIndex
CREATE INDEX "Check_handOffId_idx" ON "Check"("handOffId");

-- CreateIndex
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_token_key" ON "VerificationToken"("token");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_identifier_token_key" ON "VerificationToken"("identifier", "token");

-- CreateIndex
CREATE INDEX "Member_userId_idx" ON "Member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_studioId_userId_key" ON "Member"("studioId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenSha256_key" ON "Invitation"("tokenSha256");

-- CreateIndex
CREATE INDEX "Invitation_studioId_projectId_idx" ON "Invitation"("studioId", "projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Project_studioId_id_key" ON "Project"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Song_studioId_id_key" ON "Song"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Song_projectId_position_key" ON "Song"("projectId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "WorkItem_studioId_id_key" ON "WorkItem"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "WorkItem_songId_stage_key" ON "WorkItem"("songId", "stage");

-- CreateIndex
CREATE INDEX "Participant_userId_idx" ON "Participant"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Participant_projectId_userId_part_key" ON "Participant"("projectId", "userId", "part");

-- CreateIndex
CREATE INDEX "Event_studioId_at_idx" ON "Event"("studioId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Event_streamId_number_key" ON "Event"("streamId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Render_studioId_sourceSha256_kind_key" ON "Render"("studioId", "sourceSha256", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_studioId_id_key" ON "Revision"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_studioId_fileId_key" ON "Revision"("studioId", "fileId");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_songId_stage_variant_number_key" ON "Revision"("songId", "stage", "variant", "number");

-- CreateIndex
CREATE INDEX "Note_revisionId_idx" ON "Note"("revisionId");

-- CreateIndex
CREATE UNIQUE INDEX "Note_studioId_id_key" ON "Note"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "MixRevisionRequest_studioId_noteId_key" ON "MixRevisionRequest"("studioId", "noteId");

-- CreateIndex
CREATE UNIQUE INDEX "NoteAnswer_noteId_revisionId_key" ON "NoteAnswer"("noteId", "revisionId");

-- CreateIndex
CREATE UNIQUE INDEX "Resolution_studioId_noteId_key" ON "Resolution"("studioId", "noteId");

-- CreateIndex
CREATE UNIQUE INDEX "Round_studioId_id_key" ON "Round"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Round_workItemId_number_key" ON "Round"("workItemId", "number");

-- CreateIndex
CREATE INDEX "SignOff_workItemId_idx" ON "SignOff"("workItemId");

-- CreateIndex
CREATE UNIQUE INDEX "SignOff_studioId_id_key" ON "SignOff"("studioId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SignOffEnd_studioId_signOffId_key" ON "SignOffEnd"("studioId", "signOffId");

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_studioId_songId_fkey" FOREIGN KEY ("studioId", "songId") REFERENCES "Song"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_studioId_objectSha256_fkey" FOREIGN KEY ("studioId", "objectSha256") REFERENCES "StoredObject"("studioId", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_studioId_songId_fkey" FOREIGN KEY ("studioId", "songId") REFERENCES "Song"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_studioId_sha256_fkey" FOREIGN KEY ("studioId", "sha256") REFERENCES "StoredObject"("studioId", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOff" ADD CONSTRAINT "HandOff_studioId_songId_fkey" FOREIGN KEY ("studioId", "songId") REFERENCES "Song"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOff" ADD CONSTRAINT "HandOff_studioId_revisionId_fkey" FOREIGN KEY ("studioId", "revisionId") REFERENCES "Revision"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOffFile" ADD CONSTRAINT "HandOffFile_studioId_handOffId_fkey" FOREIGN KEY ("studioId", "handOffId") REFERENCES "HandOff"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOffFile" ADD CONSTRAINT "HandOffFile_studioId_fileId_fkey" FOREIGN KEY ("studioId", "fileId") REFERENCES "File"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Check" ADD CONSTRAINT "Check_studioId_handOffId_fkey" FOREIGN KEY ("studioId", "handOffId") REFERENCES "HandOff"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Check" ADD CONSTRAINT "Check_studioId_fileId_fkey" FOREIGN KEY ("studioId", "fileId") REFERENCES "File"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_studioId_fkey" FOREIGN KEY ("studioId") REFERENCES "Studio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_studioId_fkey" FOREIGN KEY ("studioId") REFERENCES "Studio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_studioId_projectId_fkey" FOREIGN KEY ("studioId", "projectId") REFERENCES "Project"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_studioId_fkey" FOREIGN KEY ("studioId") REFERENCES "Studio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Song" ADD CONSTRAINT "Song_studioId_projectId_fkey" FOREIGN KEY ("studioId", "projectId") REFERENCES "Project"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkItem" ADD CONSTRAINT "WorkItem_studioId_songId_fkey" FOREIGN KEY ("studioId", "songId") REFERENCES "Song"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participant" ADD CONSTRAINT "Participant_studioId_projectId_fkey" FOREIGN KEY ("studioId", "projectId") REFERENCES "Project"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participant" ADD CONSTRAINT "Participant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reference" ADD CONSTRAINT "Reference_studioId_projectId_fkey" FOREIGN KEY ("studioId", "projectId") REFERENCES "Project"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Render" ADD CONSTRAINT "Render_studioId_sourceSha256_fkey" FOREIGN KEY ("studioId", "sourceSha256") REFERENCES "StoredObject"("studioId", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Render" ADD CONSTRAINT "Render_studioId_sha256_fkey" FOREIGN KEY ("studioId", "sha256") REFERENCES "StoredObject"("studioId", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_studioId_sha256_fkey" FOREIGN KEY ("studioId", "sha256") REFERENCES "StoredObject"("studioId", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_studioId_songId_fkey" FOREIGN KEY ("studioId", "songId") REFERENCES "Song"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_studioId_workItemId_fkey" FOREIGN KEY ("studioId", "workItemId") REFERENCES "WorkItem"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_studioId_fileId_fkey" FOREIGN KEY ("studioId", "fileId") REFERENCES "File"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_studioId_revisionId_fkey" FOREIGN KEY ("studioId", "revisionId") REFERENCES "Revision"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_studioId_roundId_fkey" FOREIGN KEY ("studioId", "roundId") REFERENCES "Round"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MixRevisionRequest" ADD CONSTRAINT "MixRevisionRequest_studioId_noteId_fkey" FOREIGN KEY ("studioId", "noteId") REFERENCES "Note"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reply" ADD CONSTRAINT "Reply_studioId_noteId_fkey" FOREIGN KEY ("studioId", "noteId") REFERENCES "Note"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteAnswer" ADD CONSTRAINT "NoteAnswer_studioId_noteId_fkey" FOREIGN KEY ("studioId", "noteId") REFERENCES "Note"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteAnswer" ADD CONSTRAINT "NoteAnswer_studioId_revisionId_fkey" FOREIGN KEY ("studioId", "revisionId") REFERENCES "Revision"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_studioId_noteId_fkey" FOREIGN KEY ("studioId", "noteId") REFERENCES "Note"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_studioId_workItemId_fkey" FOREIGN KEY ("studioId", "workItemId") REFERENCES "WorkItem"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_studioId_revisionId_fkey" FOREIGN KEY ("studioId", "revisionId") REFERENCES "Revision"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_studioId_workItemId_fkey" FOREIGN KEY ("studioId", "workItemId") REFERENCES "WorkItem"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_studioId_revisionId_fkey" FOREIGN KEY ("studioId", "revisionId") REFERENCES "Revision"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignOffEnd" ADD CONSTRAINT "SignOffEnd_studioId_signOffId_fkey" FOREIGN KEY ("studioId", "signOffId") REFERENCES "SignOff"("studioId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say --------------------------------------------------------------------------------

-- The history and the decisions are append-only, for whoever writes.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "Event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SignOff" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "SignOff" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "SignOffEnd" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "SignOffEnd" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An original keeps its content, its song and its name; a stored object is never another one.
CREATE FUNCTION keep_original() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW."id", NEW."studioId", NEW."songId", NEW."kind", NEW."name", NEW."sha256", NEW."uploadedById", NEW."uploadedAt")
     IS DISTINCT FROM (OLD."id", OLD."studioId", OLD."songId", OLD."kind", OLD."name", OLD."sha256", OLD."uploadedById", OLD."uploadedAt") THEN
    RAISE EXCEPTION 'An original is immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON "File" FOR EACH ROW EXECUTE FUNCTION keep_original();
CREATE TRIGGER immutable BEFORE UPDATE ON "StoredObject" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A revision's only movable fact is where it lies against the one before.
CREATE FUNCTION keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'offsetSamples' IS DISTINCT FROM to_jsonb(OLD) - 'offsetSamples' THEN
    RAISE EXCEPTION 'A revision is immutable: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON "Revision" FOR EACH ROW EXECUTE FUNCTION keep_revision();

-- One offered hand-off at a time per song and stage.
ALTER TABLE "HandOff" ADD CONSTRAINT "HandOff_one_offered"
  EXCLUDE ("songId" WITH =, "fromStage" WITH =) WHERE ("state" = 'offered');
ALTER TABLE "HandOff" ADD CONSTRAINT "HandOff_settled" CHECK (("state" = 'offered') = ("settledAt" IS NULL));

ALTER TABLE "User" ADD CONSTRAINT "User_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_gives" CHECK ("memberRole" IS NOT NULL OR ("projectId" IS NOT NULL AND "part" IS NOT NULL));
ALTER TABLE "StoredObject" ADD CONSTRAINT "StoredObject_sound" CHECK ("sizeBytes" >= 0 AND "sha256" ~ '^[0-9a-f]{64}$');
-- One person sends one file into one place once at a time: the second page finds the first one's upload.
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_one_receiving"
  EXCLUDE ("songId" WITH =, "startedById" WITH =, "kind" WITH =, "name" WITH =, "sha256" WITH =) WHERE ("state" = 'receiving');
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_refused_with_reason" CHECK (("state" = 'refused') = ("reason" IS NOT NULL));
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_settled" CHECK (("state" IN ('kept', 'refused')) = ("settledAt" IS NOT NULL));
ALTER TABLE "Render" ADD CONSTRAINT "Render_ready_has_content" CHECK (("state" = 'ready') = ("sha256" IS NOT NULL));
ALTER TABLE "Render" ADD CONSTRAINT "Render_failed_with_reason" CHECK (("state" = 'failed') = ("reason" IS NOT NULL));
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_numbered" CHECK ("number" >= 1 AND "stage" IN ('mixing', 'mastering'));
ALTER TABLE "Note" ADD CONSTRAINT "Note_place" CHECK (
  ("startSample" IS NULL AND "endSample" IS NULL) OR ("startSample" >= 0 AND ("endSample" IS NULL OR "endSample" > "startSample")));
ALTER TABLE "WorkItem" ADD CONSTRAINT "WorkItem_held" CHECK (("state" = 'on_hold') = ("heldFrom" IS NOT NULL));
ALTER TABLE "NoteAnswer" ADD CONSTRAINT "NoteAnswer_sent_back" CHECK (("sentBackAt" IS NULL) = ("sentBackById" IS NULL));
ALTER TABLE "Check" ADD CONSTRAINT "Check_acknowledged" CHECK (("acknowledgedById" IS NULL) = ("reason" IS NULL));
