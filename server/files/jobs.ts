import type { Handlers, SetAside } from "../queue.ts";
import { resumeUploads } from "./resume-uploads.ts";
import { setAsideUpload } from "./set-aside-upload.ts";
import { sweepLeftovers } from "./sweep-leftovers.ts";

export const filesJobs = {
  "files.resume": resumeUploads,
  "files.sweep": () => sweepLeftovers(),
} satisfies Pick<Handlers, "files.resume" | "files.sweep">;

export const filesSetAside = { "files.admit": setAsideUpload } satisfies SetAside;
