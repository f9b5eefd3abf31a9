import type { UploadRouter } from "@/app/api/uploadthing/upload-router.ts";
import { UploadError } from "./upload-error.ts";
import type { Send } from "./upload-queue.ts";

const silentSeconds = 60;
/** Once all is sent the portal syncs a large file to its disk before it answers. */
const settlingSeconds = 600;

/** Sends one file through UploadThing's client. `origin` is the portal's own unless a test says otherwise. */
export function senderFor(songId: string, origin = window.location.origin): Send {
  return async (file, { kind, sha256 }, onSent, signal) => {
    const silence = silenceTimer(file.size);
    try {
      const { uploadFiles } = await uploader(origin);
      const [sent] = await uploadFiles("original", {
        files: [file],
        input: {
          home: { kind: "song", songId },
          kind,
          files: [{ name: file.name, sizeBytes: file.size, sha256 }],
        },
        signal: AbortSignal.any([signal, silence.signal]),
        onUploadProgress: ({ loaded }) => {
          silence.heard(loaded);
          onSent(Math.min(loaded, file.size));
        },
      });
      if (!sent?.customId)
        throw new UploadError("trouble", "The portal answered something that this page does not understand.");
      return { uploadId: sent.customId };
    } catch (error) {
      throw silence.signal.aborted ? new UploadError("unanswered", lost) : setbackOf(error);
    } finally {
      silence.end();
    }
  };
}

/** UploadThing's client comes with the first file that is sent: most who open a page with a panel only look. */
async function uploader(origin: string) {
  const { genUploader } = await import("uploadthing/client");
  return genUploader<UploadRouter>({ url: `${origin}/api/uploadthing`, package: "uploadthing/client" });
}

/** Some connections die without a word; one that moved nothing for a minute is given up and taken up again. */
function silenceTimer(sizeBytes: number) {
  const controller = new AbortController();
  const after = (seconds: number) => setTimeout(() => controller.abort(), seconds * 1000);
  let timer = after(silentSeconds);
  return {
    signal: controller.signal,
    heard(loaded: number) {
      clearTimeout(timer);
      timer = after(loaded >= sizeBytes ? settlingSeconds : silentSeconds);
    },
    end: () => clearTimeout(timer),
  };
}

const lost = "The connection was lost. What arrived is kept, and sending goes on from there.";
const troubled =
  "The portal could not take it just now. What arrived is kept, and sending goes on from there.";

/** The client reports everything as one kind of error; what was answered, if anything was, lies in its data or cause. */
function setbackOf(error: unknown): UploadError {
  if (error instanceof UploadError) return error;
  const answer = answerIn(error);
  if (!answer) return new UploadError("unanswered", lost);
  switch (answer.code) {
    case "NOT_SIGNED_IN":
      return new UploadError("signed_out", answer.words);
    case "NO_SPACE":
    case "CONFLICT":
    case "TOO_MANY":
      return new UploadError("trouble", answer.words);
    case "INVALID":
    case "TOO_LARGE":
    case "NOT_ALLOWED":
    case "NOT_FOUND":
    case "GONE":
    case "BAD_REQUEST":
      return new UploadError("refused", answer.words);
    default:
      return new UploadError("trouble", troubled);
  }
}

function answerIn(error: unknown): { code: string; words: string } | null {
  const { data, cause, message } = error as { data?: unknown; cause?: unknown; message?: string };
  for (const said of [data, cause]) {
    if (said && typeof said === "object" && "code" in said && "words" in said) {
      return { code: String(said.code), words: String(said.words) };
    }
  }
  // An answer that is not the portal's own: a proxy's error page, for one.
  return /^XHR failed/.test(message ?? "") ? { code: "", words: "" } : null;
}
