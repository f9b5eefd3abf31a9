"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { WordsForm } from "@/components/review/words-form.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";

/** The buttons go; the keyboard's place stays on the page. */
const keepPlace = () => document.getElementById("content")?.focus({ preventScroll: true });

type Props = {
  handOffId: string;
  songId: string;
  /** "Accept Mix 2 and begin mastering". */
  accept: string;
  /** "Return Mix 2". */
  giveBack: string;
  /** Amber where it waits for this person. */
  mine?: boolean;
};

/** Accepting begins the next stage; returning says what is missing or wrong. */
export function ReceiveForm({
  handOffId,
  songId,
  accept: acceptWords,
  giveBack: backWords,
  mine = true,
}: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const accept = useMutation(
    trpc.handoffs.accept.mutationOptions({ onSuccess: keepPlace, onSettled: refresh }),
  );
  const giveBack = useMutation(
    trpc.handoffs.return.mutationOptions({ onSuccess: keepPlace, onSettled: refresh }),
  );
  const [returning, setReturning] = useState(false);
  if (returning) {
    return (
      <WordsForm
        of="hand-off"
        id={handOffId}
        label="What is missing or wrong?"
        send={backWords}
        songId={songId}
        pending={giveBack.isPending}
        failure={giveBack.error}
        onSend={(reasons) => giveBack.mutateAsync({ handOffId, reasons })}
        onClose={() => setReturning(false)}
      />
    );
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button
          tone={mine ? "amber" : "quiet"}
          pending={accept.isPending}
          onClick={() => accept.mutate({ handOffId })}
        >
          {acceptWords}
        </Button>
        <Button onClick={() => setReturning(true)}>Return it with reasons</Button>
      </div>
      <FailureNotice failure={accept.error} songId={songId} />
    </div>
  );
}
