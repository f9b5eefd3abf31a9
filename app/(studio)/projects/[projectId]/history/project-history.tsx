"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EventList } from "@/components/projects/event-list.tsx";
import { ProjectFrame } from "@/components/projects/project-frame.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { SkeletonText } from "@/components/ui/skeleton.tsx";

export function ProjectHistory({ projectId }: { projectId: string }) {
  const [parts, setParts] = useState(1);
  return (
    <ProjectFrame projectId={projectId} tab="history">
      {() => (
        <>
          <p className="mb-4 max-w-prose text-muted">
            Everything that happened, newest first. No line can be changed or taken out: each carries the hash
            of the one before it, and its own begins as shown.
          </p>
          <HistoryPart projectId={projectId} partsLeft={parts} onMore={() => setParts((n) => n + 1)} />
        </>
      )}
    </ProjectFrame>
  );
}

type PartProps = { projectId: string; before?: number; partsLeft: number; onMore: () => void };

/** One page of the chain, and the ones below it: each begins where this one ends, also after a new line on top. */
function HistoryPart({ projectId, before, partsLeft, onMore }: PartProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.projects.history.queryOptions({ projectId, ...(before !== undefined && { before }) }),
    placeholderData: keepPreviousData,
  });
  if (error)
    return (
      <div className="mt-4 grid justify-items-start gap-3">
        <Refusal of={error} reading />
        <Button onClick={() => void refetch()}>Read it again</Button>
      </div>
    );
  if (!data)
    return (
      <p role="status" className="py-4">
        <SkeletonText className="w-2/3" />
        <span className="sr-only">Reading older lines</span>
      </p>
    );
  return (
    <>
      <EventList history={data} />
      {data.next !== undefined && partsLeft === 1 && (
        <Button onClick={onMore} className="mt-4">
          Show older lines
        </Button>
      )}
      {data.next !== undefined && partsLeft > 1 && (
        <div className="border-line border-t">
          <HistoryPart projectId={projectId} before={data.next} partsLeft={partsLeft - 1} onMore={onMore} />
        </div>
      )}
    </>
  );
}
