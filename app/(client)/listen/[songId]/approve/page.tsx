import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { begin } from "@/app/prefetch.tsx";
import { lengthSeconds } from "@/components/review/report-figures.ts";
import type { Review } from "@/components/review/review-types.ts";
import { Page } from "@/components/shell/page.tsx";
import { newestOf, whatFollows } from "@/components/signoffs/sign-off-words.ts";
import { timecode } from "@/server/time.ts";
import { ApproveForm } from "./approve-form.tsx";

export const metadata: Metadata = { title: "Approve" };

type Props = {
  params: Promise<{ songId: string }>;
  searchParams: Promise<{ revision?: string }>;
};

/**
 * Says exactly what is approved and what follows. A page and a plain form: it works before any script has come, and
 * without scripts at all.
 */
export default async function ApprovePage({ params, searchParams }: Props) {
  const { songId } = await params;
  const { revision: revisionId } = await searchParams;
  const here = `/listen/${songId}/approve?revision=${encodeURIComponent(String(revisionId))}`;
  const review = await begin((c) => c.review.song({ songId }), here);
  const revision = review.revisions.find((r) => r.id === revisionId);
  const mayDecide = review.me.grants.includes("signoff.give") && isInReview(review, revision?.stage);
  if (!revision || !mayDecide) redirect(`/listen/${songId}`);
  const newest = newestOf(review, revision);
  const { file } = revision;
  return (
    <Page width="narrow">
      <p className="text-muted text-sm">
        {review.studio.name} · {review.project.title}
      </p>
      <h1 className="mt-1 text-2xl leading-tight">
        Approve {revision.label} of “{review.song.title}”?
      </h1>
      <dl className="mt-6 grid gap-2">
        <Fact name="File">{file.name}</Fact>
        {file.report && <Fact name="Length">{timecode(lengthSeconds(file.report))}</Fact>}
        <Fact name="SHA-256">
          <span className="font-mono text-sm">{`${file.sha256.slice(0, 16)}…`}</span>
        </Fact>
      </dl>
      <h2 className="mt-6 text-lg">What follows</h2>
      <ul className="mt-2 list-disc space-y-1 pl-5">
        {whatFollows(review, revision).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <ApproveForm
        songId={songId}
        revisionId={revision.id}
        sha256={file.sha256}
        label={revision.label}
        newest={newest}
      />
    </Page>
  );
}

const isInReview = (review: Review, stage: string | undefined) =>
  review.workItems.some((w) => w.stage === stage && w.state === "in_review");

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="break-all text-right">{children}</dd>
    </div>
  );
}
