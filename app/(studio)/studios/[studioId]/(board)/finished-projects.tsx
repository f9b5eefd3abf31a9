"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { StageColumns } from "@/components/projects/song-matrix.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { type Acts, BoardProject, boardStages } from "./board-project.tsx";

/** What is done is out of the way, and there when somebody looks for it. */
export function FinishedProjects({ studioId, acts }: { studioId: string; acts: Acts }) {
  const trpc = useTRPC();
  const [shown, setShown] = useState(false);
  const finished = useInfiniteQuery(
    trpc.overview.finished.infiniteQueryOptions(
      { studioId },
      { getNextPageParam: (page) => page.next, enabled: shown },
    ),
  );
  const projects = finished.data?.pages.flatMap((page) => page.projects) ?? [];
  return (
    <div className="mt-10">
      {projects.length > 0 && (
        <>
          <h2 className="mb-4 text-lg">Finished</h2>
          <StageColumns stages={boardStages} />
        </>
      )}
      {projects.map((project) => (
        <BoardProject key={project.id} project={project} acts={acts} />
      ))}
      <Refusal of={finished.error} reading />
      {(!finished.data || finished.hasNextPage) && (
        <Button
          className="mt-4"
          pending={finished.isFetching}
          onClick={() => (shown ? void finished.fetchNextPage() : setShown(true))}
        >
          {finished.data ? "Show older ones" : "Show finished projects"}
        </Button>
      )}
    </div>
  );
}
