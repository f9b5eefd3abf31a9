"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Refusal } from "@/components/refusal.tsx";
import { revisionsOf, standingSignOff, workOf } from "@/components/review/main-act.ts";
import type { Print, Review, Revision } from "@/components/review/review-types.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { LazyUploadPanel } from "@/components/upload/lazy-upload-panel.tsx";

/** Mastering alone: the mix comes from here, with the word of who approved it. */
export function SupplyMix({ review }: { review: Review }) {
  const refresh = useRefresh();
  const print = review.prints.find((p) => p.kind === "premaster");
  const last = revisionsOf(review, "mixing").at(-1);
  const [open, setOpen] = useState(!last);
  const begun = print ? undefined : last && isHalfSent(review, last) ? last : undefined;
  return (
    <PageSection title={last ? "The mix" : "Send your mix"}>
      {print || begun ? (
        <SendMix review={review} print={print} begun={begun} />
      ) : open ? (
        <LazyUploadPanel
          songId={review.song.id}
          kinds={["premaster"]}
          defaultKind="premaster"
          title="Drop the finished mix here"
          onSettled={refresh}
        />
      ) : (
        <Button onClick={() => setOpen(true)}>Send another mix</Button>
      )}
    </PageSection>
  );
}

/** Its sending broke off: no word yet on who approved it, or mastering was not offered it. */
const isHalfSent = (review: Review, mix: Revision) =>
  workOf(review, "mastering")?.state === "waiting" && !review.handOffs.some((h) => h.revisionId === mix.id);

type Props = { review: Review; print: Print | undefined; begun: Revision | undefined };

function SendMix({ review, print, begun }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const supply = useMutation(trpc.review.supplyMix.mutationOptions());
  const elsewhere = useMutation(trpc.signoffs.recordElsewhere.mutationOptions());
  const offer = useMutation(trpc.handoffs.offerPremaster.mutationOptions());
  const [approvedBy, setApprovedBy] = useState("");
  const pending = supply.isPending || elsewhere.isPending || offer.isPending;
  const approved = begun !== undefined && standingSignOff(begun) !== undefined;

  /** Goes on where an earlier attempt stopped. */
  async function send() {
    const songId = review.song.id;
    const revisionId = print
      ? (await supply.mutateAsync({ songId, fileId: print.id })).revisionId
      : begun?.id;
    if (!revisionId) return;
    if (!approved) await elsewhere.mutateAsync({ revisionId, approvedBy });
    await offer.mutateAsync({ songId, revisionId });
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        // A refusal stays in its mutation and is shown below.
        send()
          .catch(() => {})
          .finally(refresh);
      }}
    >
      <p className="break-words">{print?.name ?? begun?.file.name} is here and was read whole.</p>
      {!approved && (
        <TextField
          label="Who approved this mix?"
          hint="It stays on record: mastering begins on somebody's word."
          minLength={2}
          value={approvedBy}
          onChange={(event) => setApprovedBy(event.target.value)}
        />
      )}
      <Refusal
        of={supply.error ?? elsewhere.error ?? offer.error}
        kept="Your mix is here and safe, and the mastering engineer sees it."
      />
      <Button type="submit" tone="primary" size="large" pending={pending}>
        Send it to mastering
      </Button>
    </form>
  );
}
