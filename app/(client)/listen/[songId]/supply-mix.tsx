"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Refusal } from "@/components/refusal.tsx";
import type { Print, Review } from "@/components/review/review-types.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { LazyUploadPanel } from "@/components/upload/lazy-upload-panel.tsx";

/** Mastering alone: the mix comes from here, with the word of who approved it. */
export function SupplyMix({ review }: { review: Review }) {
  const refresh = useRefresh();
  const ready = review.prints.find((p) => p.kind === "premaster");
  const supplied = review.revisions.some((r) => r.stage === "mixing");
  const [open, setOpen] = useState(!supplied);
  return (
    <PageSection title={supplied ? "The mix" : "Send your mix"}>
      {ready ? (
        <SendMix review={review} print={ready} />
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

function SendMix({ review, print }: { review: Review; print: Print }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const supply = useMutation(trpc.review.supplyMix.mutationOptions());
  const elsewhere = useMutation(trpc.signoffs.recordElsewhere.mutationOptions());
  const offer = useMutation(trpc.handoffs.offerPremaster.mutationOptions());
  const [approvedBy, setApprovedBy] = useState("");

  async function send() {
    const { revisionId } = await supply.mutateAsync({ songId: review.song.id, fileId: print.id });
    await elsewhere.mutateAsync({ revisionId, approvedBy });
    await offer.mutateAsync({ songId: review.song.id, revisionId }).finally(refresh);
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        // A refusal stays in its mutation and is shown below.
        send().catch(() => {});
      }}
    >
      <p className="break-all">{print.name} is here and was read whole.</p>
      <TextField
        label="Who approved this mix?"
        hint="It stays on record: mastering begins on somebody's word."
        value={approvedBy}
        onChange={(event) => setApprovedBy(event.target.value)}
      />
      <Refusal of={supply.error ?? elsewhere.error ?? offer.error} kept="Your mix is here and safe." />
      <Button
        type="submit"
        tone="primary"
        size="large"
        pending={supply.isPending || elsewhere.isPending || offer.isPending}
      >
        Send it to mastering
      </Button>
    </form>
  );
}
