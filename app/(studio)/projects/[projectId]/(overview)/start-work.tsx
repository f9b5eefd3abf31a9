"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SongStage } from "@/components/projects/song-row.ts";
import { Refusal } from "@/components/refusal.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";

/** Begins the first stage; every later one begins with its hand-off. */
export function StartWork({ songTitle, item }: { songTitle: string; item: SongStage }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const start = useMutation(
    trpc.work.start.mutationOptions({ onSuccess: () => void client.invalidateQueries() }),
  );
  return (
    <div className="mt-1.5 grid justify-items-start gap-2">
      <Button
        size="small"
        tone={item.turn?.mine ? "amber" : "quiet"}
        pending={start.isPending}
        aria-label={`Start ${item.stage} of ${songTitle}`}
        onClick={() => start.mutate({ workItemId: item.workItemId })}
      >
        Start
      </Button>
      <Refusal of={start.error} />
    </div>
  );
}
