"use client";

import { useMutation } from "@tanstack/react-query";
import { draftKey } from "@/components/review/draft.ts";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import type { Revision } from "@/components/review/review-types.ts";
import { useDraft } from "@/components/review/use-draft.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import type { Finding } from "@/server/handoffs/rules.ts";

type Props = { songId: string; revision: Revision; findings: readonly Finding[] };

const empty: { words: string; reasons: Record<string, string> } = { words: "", reasons: {} };

/** Passes the approved mix on; what the checks found is mended first or acknowledged with a reason. */
export function OfferForm({ songId, revision, findings }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const offer = useMutation(trpc.handoffs.offerPremaster.mutationOptions({ onSettled: refresh }));
  const { draft, change, clear } = useDraft(draftKey("hand-off", revision.id), empty);
  const advice = findings.filter((f) => f.advice);
  const blocking = findings.filter((f) => f.blocking);
  const asked = findings.filter((f) => !f.advice && !f.blocking);

  function send() {
    if (offer.isPending || blocking.length > 0) return;
    const acknowledgements = asked.map((f) => ({
      code: f.code,
      fileId: f.fileId,
      reason: draft.reasons[f.code] ?? "",
    }));
    offer.mutate(
      { songId, revisionId: revision.id, words: draft.words, acknowledgements },
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
      {findings.length === 0 && <p className="text-ok">✓ The checks found nothing.</p>}
      {blocking.map((f) => (
        <p key={f.code} className="text-danger">
          <span aria-hidden>▲ </span>
          {f.finding} {f.code === "not_measured" ? "Wait a moment." : "Mend this first."}
        </p>
      ))}
      {asked.map((f) => (
        <TextField
          key={f.code}
          label={f.finding}
          hint="Mend it with another mix, or say why it is meant. The reason stays on record."
          minLength={3}
          maxLength={500}
          value={draft.reasons[f.code] ?? ""}
          onChange={(event) => change({ reasons: { ...draft.reasons, [f.code]: event.target.value } })}
        />
      ))}
      {advice.map((f) => (
        <p key={f.code} className="text-muted">
          Advice: {f.finding}
        </p>
      ))}
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
        disabled={blocking.length > 0}
        className="justify-self-start"
      >
        Hand {revision.label} off to mastering
      </Button>
    </form>
  );
}
