import type { Home } from "@/server/overview/queries.ts";

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
      if (last.stage === "recording") return "Recorded, on its way to the mix";
      return last.waits.on === "decider" ? "Ready to hear" : "Waits for the next mix";
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
  /** Ears listen and decide, a finished mix is to be sent, or lies here and goes to mastering, hands work at the desk, a delivered master is there to take. */
  for: "ears" | "mix" | "mixHere" | "hands" | "master";
  label: string;
  sentAt: Date | null;
};

const order = ["ears", "mix", "mixHere", "hands", "master"] as const;

/** What waits for this person: what to hear, to send, to do, to take; of each the longest first. */
export function firstOf(projects: readonly Project[]): WaitingSong[] {
  return projects
    .flatMap((p) =>
      p.waitingForMe.flatMap((w): WaitingSong[] => {
        if (w.on === "decider" && !w.latest) return [];
        const revision = `${w.stage === "mastering" ? "Master" : "Mix"} ${w.latest?.number}`;
        const what =
          w.on === "decider"
            ? { for: "ears" as const, label: revision, sentAt: w.latest?.sentAt ?? null }
            : w.stage === "delivery"
              ? { for: "master" as const, label: "The master is ready", sentAt: null }
              : w.on === "giver" && !worksOn(p)
                ? { ...mixFor(w), sentAt: null }
                : { for: "hands" as const, label: `You ${w.waits}`, sentAt: null };
        const { songId, songTitle, stage } = w;
        return [{ songId, songTitle, stage, projectTitle: p.title, studioName: p.studio.name, ...what }];
      }),
    )
    .toSorted(
      (a, b) =>
        order.indexOf(a.for) - order.indexOf(b.for) ||
        (a.sentAt?.getTime() ?? 0) - (b.sentAt?.getTime() ?? 0),
    );
}

const mixFor = ({ mixIsHere }: { mixIsHere: boolean }) =>
  mixIsHere
    ? { for: "mixHere" as const, label: "Your mix is here: send it to mastering" }
    : { for: "mix" as const, label: "Waits for your mix" };

/** Engineers from outside work at the desk; the listening page is for who decides. */
export const worksOn = (project: Pick<Project, "parts">) =>
  project.parts.some((part) => part.endsWith("_engineer"));

/** Where such a thing is done. */
export const hrefOf = (song: Pick<WaitingSong, "songId" | "for" | "stage">) =>
  song.for !== "hands"
    ? (`/listen/${song.songId}` as const)
    : song.stage === "recording"
      ? (`/songs/${song.songId}/set` as const)
      : (`/songs/${song.songId}` as const);
