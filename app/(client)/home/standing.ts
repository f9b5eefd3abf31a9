import type { Home } from "@/server/projects/queries.ts";

type Project = Home["projects"][number];
type Song = Project["songs"][number];

/** Where a song stands, without a word of the trade that needs explaining. */
export function standing(song: Pick<Song, "stages">): string {
  const last =
    song.stages.findLast((s) => s.state !== "waiting" && s.state !== "cancelled") ?? song.stages[0];
  if (!last) return "Not started";
  switch (last.state) {
    case "waiting":
      return "Not started";
    case "on_hold":
      return "Paused";
    case "cancelled":
      return "Cancelled";
    case "in_progress":
      return last.stage === "delivery" ? "The master is ready" : `${doing[last.stage]} now`;
    case "in_review":
      return last.stage === "recording" ? "Recorded, on its way to the mix" : "Ready to hear";
    case "approved":
      return done[last.stage];
  }
}

const doing = {
  recording: "Being recorded",
  mixing: "Being mixed",
  mastering: "Being mastered",
  delivery: "",
};
const done = {
  recording: "Recorded",
  mixing: "The mix is approved",
  mastering: "The master is approved",
  delivery: "Delivered",
};

export type WaitingSong = {
  songId: string;
  songTitle: string;
  stage: string;
  projectTitle: string;
  studioName: string;
  label: string;
  sentAt: Date | null;
};

/** What waits for this person's ears, the longest first: it has waited long enough. */
export function firstOf(projects: readonly Project[]): WaitingSong[] {
  return projects
    .flatMap((p) =>
      p.waitingForMe
        .filter((w) => w.on === "decider" && w.latest)
        .map((w) => ({
          songId: w.songId,
          songTitle: w.songTitle,
          stage: w.stage,
          projectTitle: p.title,
          studioName: p.studio.name,
          label: `${w.stage === "mastering" ? "Master" : "Mix"} ${w.latest?.number}`,
          sentAt: w.latest?.sentAt ?? null,
        })),
    )
    .toSorted((a, b) => (a.sentAt?.getTime() ?? 0) - (b.sentAt?.getTime() ?? 0));
}
