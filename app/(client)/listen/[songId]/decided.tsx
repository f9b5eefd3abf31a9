"use client";

import { outgoingUrl } from "@/components/review/desk-source.ts";
import type { Review } from "@/components/review/review-types.ts";
import { standingSignOff } from "@/components/review/standing.ts";
import { PageSection } from "@/components/shell/page.tsx";
import { SignOffRecord } from "@/components/signoffs/sign-off-record.tsx";
import { DownloadButton } from "@/components/ui/download-button.tsx";

/** What was approved, by whom, and the way back while there is one; and the master, once it is there to take. */
export function Decided({ review }: { review: Review }) {
  const signed = review.revisions.filter((r) => standingSignOff(r));
  const master = signed.findLast((r) => r.stage === "mastering");
  return (
    <>
      {master?.file.mayTake && (
        <PageSection title="Your master">
          <p className="mb-3 text-muted">This is the file that was approved, bit for bit.</p>
          <DownloadButton href={outgoingUrl(master.file.id)}>Download {master.outgoingName}</DownloadButton>
        </PageSection>
      )}
      {signed.map((revision) => (
        <PageSection key={revision.id} title={`${revision.label} is approved`}>
          <SignOffRecord review={review} revision={revision} />
        </PageSection>
      ))}
    </>
  );
}
