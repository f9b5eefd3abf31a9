"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { DeskSource } from "@/components/review/desk-source.ts";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { offsetWords, typedOffset } from "@/components/review/offset.ts";
import { OffsetField } from "@/components/review/offset-field.tsx";
import { ReportPanel } from "@/components/review/report-panel.tsx";
import type { Review, Revision } from "@/components/review/review-types.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";

type Props = { review: Review; shown: DeskSource; before: DeskSource | undefined };

/** What the print in focus is: who sent it and why, where it begins, what was measured. */
export function SourcePanel({ review, shown, before }: Props) {
  const { revision, file, label } = shown;
  const [by, at] = revision ? [revision.sentById, revision.sentAt] : [file.uploadedById, file.uploadedAt];
  return (
    <PageSection title={`About ${label}`}>
      <div className="grid gap-4">
        {revision?.changeNote && (
          <p className="max-w-prose whitespace-pre-line break-words">{revision.changeNote}</p>
        )}
        <p className="break-words text-muted">
          {file.name} · {revision ? "sent" : "uploaded"} {review.people[by] && `by ${review.people[by]} `}
          <RelativeTime at={at} />
        </p>
        {revision && before && (
          <Offset key={revision.id} review={review} revision={revision} before={before} />
        )}
        <ReportPanel
          file={file}
          label={label}
          before={before ? { label: before.label, file: before.file } : null}
        />
      </div>
    </PageSection>
  );
}

function Offset({ review, revision, before }: { review: Review; revision: Revision; before: DeskSource }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const set = useMutation(trpc.review.setOffset.mutationOptions({ onSettled: refresh }));
  const rateHz = revision.file.report?.sampleRateHz ?? review.project.sampleRateHz;
  const [draft, setDraft] = useState<{ text: string; unit: "samples" | "seconds" } | null>(null);
  const typed = draft && typedOffset(draft.text, draft.unit, rateHz);
  const may = review.me.grants.includes(revision.stage === "mastering" ? "master.send" : "mix.send");
  const begin = () => setDraft({ text: String(revision.offsetSamples), unit: "samples" });
  if (!draft) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-muted">{offsetWords(revision.offsetSamples, before.label, rateHz)}</p>
        {may && (
          <Button size="small" tone="plain" onClick={begin}>
            Set the offset by hand
          </Button>
        )}
      </div>
    );
  }
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === null || set.isPending) return;
        set.mutate({ revisionId: revision.id, offsetSamples: typed }, { onSuccess: () => setDraft(null) });
      }}
    >
      <OffsetField draft={draft} onChange={setDraft} before={before.label} sampleRateHz={rateHz} />
      <FailureNotice failure={set.error} songId={review.song.id} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" size="small" pending={set.isPending}>
          Set the offset
        </Button>
        <Button size="small" tone="plain" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
