"use client";

import { useMutation } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { acknowledgementsOf, CheckFields, type Reasons } from "@/components/handoffs/check-fields.tsx";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import type { Revision } from "@/components/review/review-types.ts";
import { useDraft } from "@/components/review/use-draft.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";

type Props = {
  songId: string;
  revision: Revision;
  findings: ComponentProps<typeof CheckFields>["findings"];
};

const empty: { words: string; reasons: Reasons } = { words: "", reasons: {} };

/** Passes the approved mix on; what the checks found is mended first or acknowledged with a reason. */
export function OfferForm({ songId, revision, findings }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const offer = useMutation(trpc.handoffs.offerPremaster.mutationOptions({ onSettled: refresh }));
  const { draft, change, clear } = useDraft("hand-off", revision.id, empty);
  const isBlocked = findings.some((f) => f.blocking);

  function send() {
    if (offer.isPending || isBlocked) return;
    offer.mutate(
      {
        songId,
        revisionId: revision.id,
        words: draft.words,
        acknowledgements: acknowledgementsOf(findings, draft.reasons),
      },
      { onSuccess: clear },
    );
  }

  return (
    <form
      className="grid max-w-xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CheckFields findings={findings} reasons={draft.reasons} onChange={(reasons) => change({ reasons })} />
      <TextArea
        label="A word to the mastering engineer"
        optional
        rows={2}
        value={draft.words}
        onChange={(event) => change({ words: event.target.value })}
      />
      <FailureNotice failure={offer.error} safe="Your words are kept on this device." songId={songId} />
      <Button
        type="submit"
        tone="amber"
        pending={offer.isPending}
        disabled={isBlocked}
        className="justify-self-start"
      >
        Hand {revision.label} off to mastering
      </Button>
    </form>
  );
}
