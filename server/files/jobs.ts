import type { Handlers } from "../queue.ts";
import { admitUpload } from "./admit-upload.ts";
import { sweepLeftovers } from "./sweep-leftovers.ts";

export const filesJobs = {
  "files.admit": admitUpload,
  "files.sweep": () => sweepLeftovers(),
} satisfies Pick<Handlers, "files.admit" | "files.sweep">;
