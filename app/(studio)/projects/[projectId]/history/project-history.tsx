"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { EventList } from "@/components/projects/event-list.tsx";
import { ProjectFrame } from "@/components/projects/project-frame.tsx";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { SkeletonText } from "@/components/ui/skeleton.tsx";

export function ProjectHistory({ projectId, decisions }: { projectId: string; decisions: boolean }) {
  const [parts, setParts] = useState(1);
  return (
    <ProjectFrame projectId={projectId} tab="history">
      {() => (
        <>
          <nav aria-label="What is listed" className="mb-4 flex gap-x-6">
            <Listing href={`/projects/${projectId}/history`} current={decisions}>
              Decisions
            </Listing>
            <Listing href={`/projects/${projectId}/history?show=everything`} current={!decisions}>
              Everything
            </Listing>
          </nav>
          <p className="mb-4 max-w-prose text-muted">
            {decisions
              ? "What was decided, sent and handed on, newest first."
              : "Everything that happened, uploads and copies too, newest first."}{" "}
            No line can be changed or taken out: each carries the hash of the one before it, and its own
            begins as shown.
          </p>
          <HistoryPart
            asked={{ projectId, decisions }}
            partsLeft={parts}
            onMore={() => setParts((n) => n + 1)}
          />
        </>
      )}
    </ProjectFrame>
  );
}

function Listing({ href, current, children }: { href: Route; current: boolean; children: string }) {
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className="flex min-h-11 items-center text-muted underline decoration-transparent underline-offset-8 hover:text-fg aria-[current]:font-semibold aria-[current]:text-fg aria-[current]:decoration-current"
    >
      {children}
    </Link>
  );
}

type PartProps = {
  asked: { projectId: string; decisions: boolean };
  before?: number;
  partsLeft: number;
  onMore: () => void;
};

/** One page of the chain, and the ones below it: each begins where this one ends, also after a new line on top. */
function HistoryPart({ asked, before, partsLeft, onMore }: PartProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.history.page.queryOptions({ ...asked, ...(before !== undefined && { before }) }),
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
          <HistoryPart asked={asked} before={data.next} partsLeft={partsLeft - 1} onMore={onMore} />
        </div>
      )}
    </>
  );
}
