-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Check_fileId_idx" ON "Check"("fileId");

-- CreateIndex
CREATE INDEX "File_studioId_sha256_idx" ON "File"("studioId", "sha256");

-- CreateIndex
CREATE INDEX "HandOff_revisionId_idx" ON "HandOff"("revisionId");

-- CreateIndex
CREATE INDEX "HandOffFile_fileId_idx" ON "HandOffFile"("fileId");

-- CreateIndex
CREATE INDEX "Note_roundId_idx" ON "Note"("roundId");

-- CreateIndex
CREATE INDEX "NoteAnswer_revisionId_idx" ON "NoteAnswer"("revisionId");

-- CreateIndex
CREATE INDEX "Reference_projectId_idx" ON "Reference"("projectId");

-- CreateIndex
CREATE INDEX "Render_studioId_sha256_idx" ON "Render"("studioId", "sha256");

-- CreateIndex
CREATE INDEX "Reply_noteId_idx" ON "Reply"("noteId");

-- CreateIndex
CREATE INDEX "Revision_workItemId_idx" ON "Revision"("workItemId");

-- CreateIndex
CREATE INDEX "Round_revisionId_idx" ON "Round"("revisionId");

-- CreateIndex
CREATE INDEX "SignOff_revisionId_idx" ON "SignOff"("revisionId");

-- CreateIndex
CREATE INDEX "Upload_studioId_objectSha256_idx" ON "Upload"("studioId", "objectSha256");

