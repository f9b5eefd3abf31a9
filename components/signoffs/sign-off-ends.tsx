"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Review, Revision, SignOff } from "@/components/review/review-types.ts";
import { workOf } from "@/components/review/standing.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { isWithdrawable, whatReopens } from "./sign-off-words.ts";

const WordsForm = dynamic(() => import("@/components/review/words-form.tsx").then((m) => m.WordsForm), {
  ssr: false,
});

type Props = { review: Review; revision: Revision; signOff: SignOff };

/** The ways back: for who gave it until the next stage began, for the studio always, with a reason. */
export function SignOffEnds({ review, revision, signOff }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [form, setForm] = useState<"withdraw" | "reopen" | null>(null);
  const withdraw = useMutation(trpc.requests.withdrawSignOff.mutationOptions({ onSettled: refresh }));
  const reopen = useMutation(trpc.requests.reopenWork.mutationOptions({ onSettled: refresh }));
  const workItem = workOf(review, revision.stage);
  const mayWithdraw =
    workItem &&
    signOff.byId === review.me.userId &&
    review.me.grants.includes("signoff.give") &&
    isWithdrawable(review, revision);
  const mayReopen = workItem?.state === "approved" && review.me.grants.includes("work.reopen");
  const common = { id: signOff.id, songId: review.song.id, onClose: () => setForm(null) };

  if (form === "withdraw") {
    return (
      <WordsForm
        {...common}
        of="withdraw"
        label="Why is it withdrawn?"
        send="Withdraw the sign-off"
        pending={withdraw.isPending}
        failure={withdraw.error}
        onSend={(reason) => withdraw.mutateAsync({ signOffId: signOff.id, reason })}
      />
    );
  }
  if (form === "reopen" && workItem) {
    const { words, masterToo } = whatReopens(review, revision.stage);
    return (
      <div className="grid gap-3">
        <ul className="list-disc space-y-1 pl-5">
          {words.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <WordsForm
          {...common}
          of="reopen"
          label={`Why is ${revision.stage} reopened?`}
          send={`Reopen ${revision.stage}`}
          pending={reopen.isPending}
          failure={reopen.error}
          onSend={(reason) => reopen.mutateAsync({ workItemId: workItem.id, reason, masterToo })}
        />
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {revision.takenAt && (
        <p className="text-muted">
          Delivered <RelativeTime at={revision.takenAt} />, so it is no longer withdrawn.
        </p>
      )}
      {mayWithdraw && (
        <Button size="small" onClick={() => setForm("withdraw")}>
          Withdraw
        </Button>
      )}
      {mayReopen && (
        <Button size="small" onClick={() => setForm("reopen")}>
          Reopen {revision.stage}
        </Button>
      )}
    </div>
  );
}
