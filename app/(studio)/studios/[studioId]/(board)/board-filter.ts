import type { Board } from "@/server/overview/queries.ts";

export type Shown = "all" | "mine" | "late";
type Project = Board["projects"][number];

const fits: Record<Shown, (song: Project["songs"][number]) => boolean> = {
  all: () => true,
  mine: (song) => song.stages.some((s) => s.turn?.mine),
  late: (song) => song.stages.some((s) => s.late),
};

/** Projects with the songs that fit; a project without any is left out. */
export const shownProjects = (projects: readonly Project[], shown: Shown): Project[] =>
  projects
    .map((project) => ({ ...project, songs: project.songs.filter(fits[shown]) }))
    .filter((project) => shown === "all" || project.songs.length > 0);

export function boardCounts(projects: readonly Project[]) {
  const songs = projects.flatMap((project) => project.songs);
  return { songs: songs.length, mine: songs.filter(fits.mine).length, late: songs.filter(fits.late).length };
}
