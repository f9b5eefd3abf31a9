import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { begin } from "@/app/prefetch.tsx";
import { waitWords } from "@/components/review/recall-words.ts";
import { lengthSeconds } from "@/components/review/report-figures.ts";
import type { Review, Revision } from "@/components/review/review-types.ts";
import { workOf } from "@/components/review/standing.ts";
import { Page } from "@/components/shell/page.tsx";
import { newestOf, whatFollows } from "@/components/signoffs/sign-off-words.ts";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { timecode } from "@/server/time.ts";
import { ApproveForm, RefusedWords } from "./approve-form.tsx";

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
  const review = await begin((c) => c.overview.song({ songId }), here);
  const revision = review.revisions.find((r) => r.id === revisionId);
  if (!revision || !mayDecide(review, revision)) {
    if (await isSent()) return <Refused songId={songId} here={here} />;
    redirect(`/listen/${songId}`);
  }
  const waits = waitWords(review, revision.stage);
  if (waits) return <NotYet songId={songId} label={revision.label} words={waits} />;
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
      </dl>
      <details className="mt-2">
        <summary className="min-h-11 cursor-pointer content-center text-muted">
          Fingerprint of this file (SHA-256)
        </summary>
        <p className="text-muted text-sm">
          It is worked out from every byte of the file, so no other file has the same. Your approval is kept
          with it, and says for ever which file you meant.
        </p>
        <p className="mt-2 break-all font-mono text-sm">{file.sha256}</p>
      </details>
      <h2 className="mt-6 text-lg">What follows</h2>
      <ul className="mt-2 list-disc space-y-1 pl-5">
        {whatFollows(review, revision).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <ApproveForm
        here={here}
        openedBy={review.me.userId}
        songId={songId}
        revisionId={revision.id}
        sha256={file.sha256}
        label={revision.label}
        newest={newest}
      />
    </Page>
  );
}

const mayDecide = (review: Review, { stage }: Revision) =>
  review.me.grants.includes("signoff.give") && workOf(review, stage)?.state === "in_review";

/**
 * Without scripts a refused form is answered with this page. A redirect would bring the form along to a page that cannot
 * take it.
 */
const isSent = async () => (await headers()).get("content-type")?.startsWith("multipart/form-data") === true;

function Refused({ songId, here }: { songId: string; here: string }) {
  return (
    <Page width="narrow" className="grid justify-items-start gap-4">
      <h1 className="text-2xl leading-tight">There is nothing to approve here now</h1>
      <RefusedWords here={here} />
      <LinkButton href={`/listen/${songId}`} tone="primary" size="large">
        Back to the song
      </LinkButton>
    </Page>
  );
}

function NotYet({ songId, label, words }: { songId: string; label: string; words: string }) {
  return (
    <Page width="narrow" className="grid justify-items-start gap-4">
      <h1 className="text-2xl leading-tight">{label} cannot be approved yet</h1>
      <p>{words}</p>
      <LinkButton href={`/listen/${songId}`} tone="primary" size="large">
        Back to the song
      </LinkButton>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="break-all text-right">{children}</dd>
    </div>
  );
}
