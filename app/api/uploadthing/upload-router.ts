import { createUploadthing, UTFiles } from "uploadthing/next";
import { UploadThingError } from "uploadthing/server";
import type { FileRouter } from "uploadthing/types";
import { actorOfRequest } from "@/server/auth.ts";
import { Refused } from "@/server/errors.ts";
import { StartUpload } from "@/server/files/schema.ts";
import { startUpload } from "@/server/files/start-upload.ts";
import { refuseForeignOrigin } from "@/server/origin.ts";

/** What the browser is told: `data` of the error that its client throws. */
export type UploadRefusal = { code: string; words: string };

const f = createUploadthing({
  errorFormatter: ({ cause, code }): UploadRefusal =>
    cause instanceof Refused
      ? { code: cause.code, words: cause.words }
      : { code, words: "This file could not be sent. Nothing was lost; try again in a moment." },
});

const refusal = (refused: Refused) =>
  new UploadThingError({
    code:
      refused.code === "NOT_FOUND" ? "NOT_FOUND" : refused.code === "TOO_LARGE" ? "TOO_LARGE" : "FORBIDDEN",
    message: refused.words,
    cause: refused,
  });

export const uploadRouter = {
  // Sizes are refused by startUpload, in words; this is the package's own highest bound.
  original: f(
    { blob: { maxFileSize: "1024GB", maxFileCount: 200 } },
    { presignedURLTTL: "7d", getFileHashParts: (file) => [(file as { customId?: string }).customId] },
  )
    .input(StartUpload)
    .middleware(async ({ req, input, files }) => {
      try {
        refuseForeignOrigin(req);
        // Not currentActor(): the package's scheduler runs several requests' steps in one turn.
        const actor = await actorOfRequest(req);
        if (!actor)
          throw new Refused(
            "NOT_SIGNED_IN",
            "You are signed out. What arrived is kept: sign in again in another tab and press Go on, or come back here and drop the files again; they go on where they stopped.",
          );
        if (files.some((file, i) => file.size !== input.files[i]?.sizeBytes)) {
          throw new Refused("INVALID", "The file changed while it was being read. Drop it again.");
        }
        const started = await startUpload(actor, input);
        return {
          [UTFiles]: files.map((file, i) => ({
            ...file,
            name: "file",
            customId: started[i]?.uploadId ?? "",
          })),
        };
      } catch (error) {
        throw error instanceof Refused ? refusal(error) : error;
      }
    })
    // Our ingest has settled the upload by itself when it answers; this names what it answers with.
    .onUploadComplete(({ file }) => ({
      uploadId: file.customId ?? "",
      state: "checking" as "checking" | "kept",
    })),
} satisfies FileRouter;

export type UploadRouter = typeof uploadRouter;
