import Link from "next/link";
import type { ComponentProps } from "react";
import { dayText } from "@/components/projects/day-text.ts";
import { kindNames } from "@/components/projects/kind-names.ts";
import { SongMatrix } from "@/components/projects/song-matrix.tsx";
import { stageNames } from "@/components/projects/stage-words.ts";
import type { Stage } from "@/server/generated/prisma/client.ts";
import type { Board } from "@/server/overview/queries.ts";

export const boardStages = Object.keys(stageNames) as Stage[];
export type Acts = NonNullable<ComponentProps<typeof SongMatrix>["acts"]>;

/** A project of the board, with its songs. */
export function BoardProject({ project, acts }: { project: Board["projects"][number]; acts: Acts }) {
  return (
    <div className="mt-6">
      <div className="flex flex-wrap items-baseline gap-x-3 border-line border-b pb-2">
        <h2 className="min-w-0 text-lg">
          <Link
            href={`/projects/${project.id}`}
            className="inline-block max-w-full py-2 underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {project.title}
          </Link>
        </h2>
        <p className="min-w-0 text-muted text-sm">
          {kindNames[project.kind]} by {project.artistName}
          {project.dueOn && `, due ${dayText(project.dueOn)}`}
        </p>
      </div>
      <SongMatrix songs={project.songs} stages={boardStages} maySeeSets={project.maySeeSets} acts={acts} />
    </div>
  );
}
