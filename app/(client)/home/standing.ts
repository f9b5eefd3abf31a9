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
      return last.turn?.act === "decide" ? "Ready to hear" : "Waits for the next mix";
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
        const { songId, songTitle, stage } = w;
        const what = forWhom(w, worksOn(p));
        return [{ songId, songTitle, stage, projectTitle: p.title, studioName: p.studio.name, ...what }];
      }),
    )
    .toSorted(
      (a, b) =>
        order.indexOf(a.for) - order.indexOf(b.for) ||
        (a.sentAt?.getTime() ?? 0) - (b.sentAt?.getTime() ?? 0),
    );
}

type Waiting = Project["waitingForMe"][number];

function forWhom({ turn, stage, latest }: Waiting, works: boolean) {
  const sentAt = null;
  switch (turn.act) {
    case "decide":
      return {
        for: "ears" as const,
        label: `${stage === "mastering" ? "Master" : "Mix"} ${latest?.number}`,
        sentAt: latest?.sentAt ?? null,
      };
    case "takeMaster":
      return { for: "master" as const, label: "The master is ready", sentAt };
    case "supplyMix":
    case "handOffMix":
      if (works) return { for: "hands" as const, label: toDo(turn), sentAt };
      return turn.act === "supplyMix" && turn.step === "bring"
        ? { for: "mix" as const, label: "Waits for your mix", sentAt }
        : { for: "mixHere" as const, label: "Your mix is here: send it to mastering", sentAt };
    default:
      return { for: "hands" as const, label: toDo(turn), sentAt };
  }
}

/** What an engineer is asked for. */
function toDo(turn: Exclude<Waiting["turn"], { act: "decide" | "takeMaster" }>): string {
  switch (turn.act) {
    case "handOffSet":
      return turn.begins ? "Start recording" : "Hand off the set";
    case "sendRevision":
      return turn.begins ? `Start ${turn.stage}` : "Send a revision";
    case "receiveSet":
    case "receiveMix":
      return "Accept the hand-off";
    case "supplyMix":
      return turn.step === "bring" ? "Supply the mix and hand it off" : "Hand the mix off";
    case "handOffMix":
      return "Hand the mix off";
  }
}

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
