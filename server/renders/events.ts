import { about, announcing } from "../event-shape.ts";
import { readerOfFile, type Shown } from "../files/events.ts";

/** The files of the project, or of the studio itself, that have this content: whoever sees one of them may know of its render. */
type OfContent = { files: Shown[] };

const reader = ({ files }: OfContent) => files.map(readerOfFile);

export const rendersEvents = {
  "render.ready": about<OfContent & { sourceSha256: string; render: string }>()({
    sentence: ({ render }) => `made ${renderWords(render)} from a file`,
    decision: false,
    reader,
  }),
  "render.failed": about<OfContent & { sourceSha256: string; render: string }>()({
    sentence: ({ render }) => `could not make ${renderWords(render)} from a file`,
    decision: false,
    reader,
  }),
};

export const rendersAnnouncements = {
  "render.queued": announcing<OfContent>()({ reader, underWay: false }),
  "render.progress": announcing<OfContent>()({ reader, underWay: true }),
  "sum.compared": announcing<{ songId: string }>()({ reader: "set.see", underWay: false }),
};

const renders: Record<string, string> = { listening_copy: "a listening copy", peaks: "a waveform" };
const renderWords = (render: string) => renders[render] ?? `a ${render.replaceAll("_", " ")}`;
