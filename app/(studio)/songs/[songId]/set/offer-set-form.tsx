"use client";

import { useMutation } from "@tanstack/react-query";
import {
  acknowledgementsOf,
  CheckFields,
  type Reasons,
  reasonsGiven,
} from "@/components/handoffs/check-fields.tsx";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { useDraft } from "@/components/review/use-draft.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import type { SetKind } from "@/server/handoffs/schema.ts";
import { engineers, isMine, tracksText } from "./set-standing.ts";
import type { SetPage } from "./set-types.ts";

const empty: { words: string; reasons: Reasons } = { words: "", reasons: {} };

/** What the checks find now; whoever may hand off gives each its reason here and passes the set on. */
export function OfferSetForm({ set, kind }: { set: SetPage; kind: SetKind }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const say = useToast();
  const songId = set.song.id;
  const { draft, change, clear } = useDraft("hand-off", `set-${songId}`, empty);
  const taker = engineers(set, "mixing_engineer");
  const offer = useMutation(
    trpc.handoffs.offerSet.mutationOptions({
      onSuccess: () => {
        clear();
        say(`Handed off to ${taker.words}.`);
        // The form goes; the keyboard's place stays on the page.
        document.getElementById("content")?.focus({ preventScroll: true });
      },
      onSettled: refresh,
    }),
  );
  const findings = set.findings[kind];
  const reasons = { ...reasonsGiven(set.handOffs[0]?.checks ?? []), ...draft.reasons };
  const isBlocked = findings.some((f) => f.blocking);

  if (!set.me.grants.includes("set.offer")) {
    return (
      <ul className="grid gap-2">
        {findings.length === 0 && <li className="text-ok">✓ The checks find nothing.</li>}
        {findings.map((f) => (
          <li key={`${f.code} ${f.fileId}`} className="break-words">
            {f.advice && "Advice: "}
            {f.finding}
          </li>
        ))}
      </ul>
    );
  }

  function send() {
    if (offer.isPending || isBlocked) return;
    const acknowledgements = acknowledgementsOf(findings, reasons);
    offer.mutate({ songId, kind, words: draft.words, acknowledgements });
  }

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CheckFields
        findings={findings}
        reasons={reasons}
        onChange={(changed) => change({ reasons: changed })}
      />
      <TextArea
        label={`A word to ${taker.words}`}
        optional
        rows={2}
        value={draft.words}
        onChange={(event) => change({ words: event.target.value })}
      />
      <FailureNotice
        failure={offer.error}
        safe="The files and your words are kept."
        songId={songId}
        here={`/songs/${songId}/set`}
      />
      <Button
        type="submit"
        tone={isMine(set.handingOff) ? "amber" : "quiet"}
        pending={offer.isPending}
        disabled={isBlocked}
      >
        Hand{" "}
        {tracksText(
          kind,
          set.files.filter((f) => !f.setAsideAt),
        )}{" "}
        off to mixing
      </Button>
    </form>
  );
}
