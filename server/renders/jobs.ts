import type { Handlers, SetAside } from "../queue.ts";
import { admitUpload } from "./admit-upload.ts";
import { followSong } from "./follow-song.ts";
import { makeRender } from "./make-render.ts";
import { resumeRenders } from "./resume-renders.ts";
import { setAsideRender } from "./set-aside-render.ts";

/** Files asks for a file to be looked into; what is made of it at once stands here. */
export const rendersJobs = {
  "files.admit": admitUpload,
  "renders.follow": followSong,
  "renders.make": makeRender,
  "renders.resume": resumeRenders,
} satisfies Pick<Handlers, "files.admit" | "renders.follow" | "renders.make" | "renders.resume">;

export const rendersSetAside = { "renders.make": setAsideRender } satisfies SetAside;
