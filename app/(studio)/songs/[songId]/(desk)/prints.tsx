"use client";

import { useMutation } from "@tanstack/react-query";
import type { DeskSource } from "@/components/review/desk-source.ts";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import type { MainAct } from "@/components/review/main-act.ts";
import { formatText, lengthSeconds } from "@/components/review/report-figures.ts";
import type { Print, Review, Revision } from "@/components/review/review-types.ts";
import { sameAudio } from "@/components/review/same-audio.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { bytesText } from "@/components/ui/bytes-text.ts";
import { timecode } from "@/server/time.ts";

type Props = {
  review: Review;
  sources: readonly DeskSource[];
  shownId: string | undefined;
  acts: readonly MainAct[];
  onHear: (id: string) => void;
  onSend: (print: Print) => void;
};

/** Printed and not sent: heard in private, then sent or set aside. */
export function Prints({ review, sources, shownId, acts, onHear, onSend }: Props) {
  const sendable = acts.flatMap((a) => (a.act === "send" || a.act === "supply" ? [a.print.id] : []));
  return (
    <section aria-label="Prints that are not sent" className="grid gap-2">
      {review.prints.map((print) => (
        <PrintRow
          key={print.id}
          print={print}
          label={sources.find((s) => s.id === print.id)?.label ?? print.name}
          twin={sameAudio(review.revisions, print)}
          songId={review.song.id}
          onHear={print.id === shownId ? undefined : () => onHear(print.id)}
          onSend={sendable.includes(print.id) ? () => onSend(print) : undefined}
        />
      ))}
    </section>
  );
}

type RowProps = {
  print: Print;
  label: string;
  twin: Revision | undefined;
  songId: string;
  onHear: (() => void) | undefined;
  onSend: (() => void) | undefined;
};

function PrintRow({ print, label, twin, songId, onHear, onSend }: RowProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const setAside = useMutation(trpc.files.setAside.mutationOptions({ onSettled: refresh }));
  const facts = print.report
    ? [timecode(lengthSeconds(print.report)), formatText(print.report), bytesText(print.sizeBytes)]
    : ["being measured", bytesText(print.sizeBytes)];
  return (
    <div className="grid gap-2 rounded-md bg-raised p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 grow">
          <p className="font-semibold">{label}</p>
          <p className="break-all text-muted text-sm">
            {print.name} · {facts.join(" · ")}
          </p>
          {twin && <p className="text-sm">The same audio as {twin.label}, sample for sample.</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          {onHear && (
            <Button size="small" onClick={onHear}>
              Hear it
            </Button>
          )}
          {onSend && (
            <Button size="small" tone="primary" onClick={onSend} disabled={!print.report}>
              {print.kind === "premaster" ? "Supply it" : "Send it"}
            </Button>
          )}
          <Button
            size="small"
            tone="plain"
            pending={setAside.isPending}
            onClick={() => setAside.mutate({ fileId: print.id })}
          >
            Set aside
          </Button>
        </div>
      </div>
      <FailureNotice failure={setAside.error} safe="The print is safe." songId={songId} />
    </div>
  );
}
