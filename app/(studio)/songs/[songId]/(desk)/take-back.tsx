"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import type { Review, Revision } from "@/components/review/review-types.ts";
import { nextLabel, revisionsOf, workOf } from "@/components/review/standing.ts";
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
  const [asking, setAsking] = useState(false);
  if (workItem?.state !== "in_review" || !may || newest?.id !== revision.id) return null;
  return (
    <div className="mt-3 grid justify-items-start gap-2">
      {asking ? (
        <>
          <p className="max-w-prose">
            Review ends, and {revision.label} stays as it is. Only {nextLabel(review, revision.stage)} can be
            put in review then.
          </p>
          <div className="flex flex-wrap gap-2">
            <Button
              size="small"
              tone="primary"
              pending={takeBack.isPending}
              onClick={() => takeBack.mutate({ workItemId: workItem.id })}
            >
              Take it out of review
            </Button>
            <Button size="small" tone="plain" onClick={() => setAsking(false)}>
              Leave it in review
            </Button>
          </div>
        </>
      ) : (
        <Button size="small" onClick={() => setAsking(true)}>
          Take {revision.label} out of review
        </Button>
      )}
      <FailureNotice failure={takeBack.error} songId={review.song.id} />
    </div>
  );
}
