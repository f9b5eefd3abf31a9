import { type DeskSource, originalUrl, outgoingUrl } from "@/components/review/desk-source.ts";
import type { MainAct } from "@/components/review/main-act.ts";
import { countNotes } from "@/components/review/note-order.ts";
import { formatText } from "@/components/review/report-figures.ts";
import type { Review } from "@/components/review/review-types.ts";
import { standingSignOff } from "@/components/review/standing.ts";
import { whoHasIt } from "@/components/review/who-has-it.ts";
import { PageHeading } from "@/components/shell/page.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { bytesText } from "@/components/ui/bytes-text.ts";
import { DownloadButton } from "@/components/ui/download-button.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { ActButton, actWords } from "./act-button.tsx";

type Props = {
  review: Review;
  shown: DeskSource | undefined;
  acts: readonly MainAct[];
  onAct: (act: MainAct) => void;
};

export function DeskHeader({ review, shown, acts, onAct }: Props) {
  const { project, song } = review;
  const mayTake = shown?.file.mayTake;
  const others = acts.filter(
    (a) => !(a.act === "download" && mayTake && a.revision.id === shown.revision?.id),
  );
  const counts = countNotes(review.notes);
  const inStage = review.revisions.filter((r) => r.stage === shown?.revision?.stage).length;
  return (
    <PageHeading
      crumbs={[{ label: project.title, href: `/projects/${project.id}` }]}
      title={song.title}
      actions={
        <>
          {mayTake && <Take of={shown} />}
          {review.me.grants.includes("set.see") && project.stages.includes("recording") && (
            <LinkButton href={`/songs/${song.id}/set`}>The set</LinkButton>
          )}
          {others.map((act, at) => (
            <ActButton key={actWords(act)} act={act} songId={song.id} first={at === 0} onAct={onAct} />
          ))}
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {shown && (
          <Badge>
            {shown.label}
            {shown.revision && ` of ${inStage}`}
          </Badge>
        )}
        <span className="font-mono text-sm">
          {shown?.file.report
            ? formatText(shown.file.report)
            : `${project.sampleRateHz / 1000} kHz · ${project.bitDepth} bit`}
        </span>
        <span className="text-fg">{whoHasIt(review)}</span>
        {review.notes.length > 0 && (
          <span>
            {counts.open} open · {counts.answered} answered ·{" "}
            {counts.declined > 0 && `${counts.declined} declined · `}
            {counts.closed} closed
          </span>
        )}
      </div>
    </PageHeading>
  );
}

/** The file as it came; a signed-off master as it goes out, under the name that the project gives it. */
function Take({ of: { file, label, revision } }: { of: DeskSource }) {
  const isDelivered = revision?.stage === "mastering" && standingSignOff(revision);
  return (
    <DownloadButton href={isDelivered ? outgoingUrl(file.id) : originalUrl(file.id)}>
      Download {label.split(",")[0]} as {isDelivered ? "delivered" : "uploaded"}, {bytesText(file.sizeBytes)}
    </DownloadButton>
  );
}
