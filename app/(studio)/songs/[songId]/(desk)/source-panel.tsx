"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { type DeskSource, originalUrl } from "@/components/review/desk-source.ts";
import { offsetWords } from "@/components/review/offset.ts";
import { ReportPanel } from "@/components/review/report-panel.tsx";
import type { Review, Revision } from "@/components/review/review-types.ts";
import { PageSection } from "@/components/shell/page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";

const OffsetForm = dynamic(() => import("./offset-form.tsx").then((m) => m.OffsetForm), { ssr: false });

type Props = { review: Review; shown: DeskSource; before: DeskSource | undefined };

/** What the print in focus is: who sent it and why, where it begins, what was measured. */
export function SourcePanel({ review, shown, before }: Props) {
  const { revision, file, label } = shown;
  const [by, at] = revision
    ? [revision.sentById, revision.sentAt]
    : [file.broughtById ?? "", file.uploadedAt];
  return (
    <PageSection title={`About ${label}`}>
      <div className="grid gap-4">
        {revision?.changeNote && (
          <p className="max-w-prose whitespace-pre-line wrap-anywhere">{revision.changeNote}</p>
        )}
        <p className="wrap-anywhere text-muted">
          {file.mayTake ? (
            <a href={originalUrl(file.id)} download className="underline underline-offset-4">
              {file.name}
            </a>
          ) : (
            file.name
          )}{" "}
          · {revision ? "sent" : "uploaded"} {review.people[by] && `by ${review.people[by]} `}
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
  const [setting, setSetting] = useState(false);
  const rateHz = revision.file.report?.sampleRateHz ?? review.project.sampleRateHz;
  const may = review.me.grants.includes(revision.stage === "mastering" ? "master.send" : "mix.send");
  if (setting) {
    return (
      <OffsetForm
        songId={review.song.id}
        revision={revision}
        before={before.label}
        sampleRateHz={rateHz}
        onClose={() => setSetting(false)}
      />
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="text-muted">{offsetWords(revision.offsetSamples, before.label, rateHz)}</p>
      {may && (
        <Button size="small" tone="plain" onClick={() => setSetting(true)}>
          Set the offset by hand
        </Button>
      )}
    </div>
  );
}
