"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { acknowledgementsOf, CheckFields, type Reasons } from "@/components/handoffs/check-fields.tsx";
import { newId } from "@/components/new-id.ts";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import type { Review } from "@/components/review/review-types.ts";
import { offeredTo, revisionsOf } from "@/components/review/standing.ts";
import { useDraft } from "@/components/review/use-draft.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { RadioCards } from "@/components/ui/radio-cards.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { TextField } from "@/components/ui/text-field.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { LazyUploadPanel } from "@/components/upload/lazy-upload-panel.tsx";
import { plainFinding } from "./plain-finding.ts";
import { mixesToSend, mixToSend, type SuppliedMix } from "./supplied-mix.ts";

type Props = { review: Review; sources: Sources };

/** Mastering alone: the mix comes from here, with the word of who approved it. */
export function SupplyMix({ review, sources }: Props) {
  const last = revisionsOf(review, "mixing").at(-1);
  const mix = mixToSend(review, sources.shown?.id);
  const settled = review.handOffs.findLast((h) => h.toStage === "mastering");
  return (
    <PageSection title={last ? "The mix" : "Send your mix"}>
      {offeredTo(review, "mastering") ? (
        <p>{last?.label} is with the mastering engineer, who listens to it and then begins.</p>
      ) : (
        <div className="grid gap-6 noscript:hidden">
          {!mix && settled?.state === "returned" && (
            <Notice
              what={`The mastering engineer gave ${last?.label ?? "the mix"} back.`}
              safe={settled.reasons}
              next="Send another file when it is mended."
            />
          )}
          <ChooseMix review={review} sources={sources} />
          {mix && <SendMix key={mix.file.id} review={review} mix={mix} />}
          <BringMix review={review} instead={mix !== undefined} />
        </div>
      )}
      <p className="hidden text-muted noscript:block">
        Sending a mix needs JavaScript, which is switched off in this browser.
      </p>
    </PageSection>
  );
}

/** What is chosen is heard, and the other way round. */
function ChooseMix({ review, sources }: Props) {
  const mixes = mixesToSend(review);
  if (mixes.length < 2) return null;
  return (
    <RadioCards
      legend="Which file goes to mastering?"
      name="mix"
      value={mixToSend(review, sources.shown?.id)?.file.id ?? ""}
      onChange={sources.show}
      options={mixes.map(({ file }) => ({
        value: file.id,
        label: <span className="wrap-anywhere">{file.name}</span>,
        hint: (
          <>
            Brought <RelativeTime at={file.uploadedAt} />
          </>
        ),
      }))}
    />
  );
}

function BringMix({ review, instead }: { review: Review; instead: boolean }) {
  const refresh = useRefresh();
  const [open, setOpen] = useState(!instead);
  if (!open)
    return (
      <Button tone="plain" className="-ml-4 justify-self-start" onClick={() => setOpen(true)}>
        Send another file instead
      </Button>
    );
  return (
    <LazyUploadPanel
      songId={review.song.id}
      kinds={["premaster"]}
      defaultKind="premaster"
      title="Drop the finished mix here"
      one
      onSettled={refresh}
    />
  );
}

const empty: { approvedBy: string; reasons: Reasons } = { approvedBy: "", reasons: {} };

function SendMix({ review, mix }: { review: Review; mix: SuppliedMix }) {
  const { file, isApproved } = mix;
  const trpc = useTRPC();
  const refresh = useRefresh();
  const say = useToast();
  const send = useMutation(trpc.handoffs.sendMixToMastering.mutationOptions({ onSettled: refresh }));
  const [handOffId] = useState(newId);
  const { data: findings } = useQuery(trpc.handoffs.suppliedFindings.queryOptions({ fileId: file.id }));
  const { draft, change, clear } = useDraft("hand-off", file.id, empty);
  const songId = review.song.id;
  const isBlocked = !findings || findings.some((f) => f.blocking);

  function submit() {
    if (!findings || send.isPending || isBlocked) return;
    send.mutate(
      {
        ...{ songId, fileId: file.id, handOffId },
        ...(!isApproved && { approvedBy: draft.approvedBy }),
        acknowledgements: acknowledgementsOf(findings, draft.reasons),
      },
      {
        onSuccess: () => {
          clear();
          say("Sent. The mastering engineer is told, and you get a mail when there is something to hear.");
        },
      },
    );
  }

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="wrap-anywhere">
        {file.name} is here and was read whole. It is the one that goes to mastering.
      </p>
      {findings ? (
        <CheckFields
          findings={findings.map((f) => ({ ...f, finding: plainFinding(f, file, review.project) }))}
          reasons={draft.reasons}
          onChange={(reasons) => change({ reasons })}
        />
      ) : (
        <p role="status" className="text-muted">
          It is being checked.
        </p>
      )}
      {!isApproved && (
        <TextField
          label="Who approved this mix?"
          hint="It stays on record: mastering begins on somebody's word."
          minLength={2}
          maxLength={200}
          value={draft.approvedBy}
          onChange={(event) => change({ approvedBy: event.target.value })}
        />
      )}
      <FailureNotice
        failure={send.error}
        safe="Your mix is here and safe, and what you wrote is kept on this device."
        songId={songId}
        here={`/listen/${songId}`}
      />
      <Button type="submit" tone="primary" size="large" pending={send.isPending} disabled={isBlocked}>
        Send it to mastering
      </Button>
    </form>
  );
}
