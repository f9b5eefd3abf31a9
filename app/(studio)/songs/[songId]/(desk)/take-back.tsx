"use client";

import { useMutation } from "@tanstack/react-query";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import type { Review, Revision } from "@/components/review/review-types.ts";
import { revisionsOf, workOf } from "@/components/review/standing.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";

/** The engineer heard something first: review ends, the revision stays, and the next one is on its way. */
export function TakeBack({ review, revision }: { review: Review; revision: Revision }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const takeBack = useMutation(trpc.review.takeBack.mutationOptions({ onSettled: refresh }));
  const workItem = workOf(review, revision.stage);
  const may = review.me.grants.includes(revision.stage === "mastering" ? "master.send" : "mix.send");
  const newest = revisionsOf(review, revision.stage).at(-1);
  if (workItem?.state !== "in_review" || !may || newest?.id !== revision.id) return null;
  return (
    <div className="mt-3 grid gap-2">
      <Button
        size="small"
        className="justify-self-start"
        pending={takeBack.isPending}
        onClick={() => takeBack.mutate({ workItemId: workItem.id })}
      >
        Take {revision.label} out of review
      </Button>
      <FailureNotice failure={takeBack.error} songId={review.song.id} />
    </div>
  );
}
