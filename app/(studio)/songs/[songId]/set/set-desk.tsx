"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useOverviews } from "@/components/overviews/use-overviews.ts";
import { Page, PageSection } from "@/components/shell/page.tsx";
import { useLiveProject, useTRPC } from "@/components/trpc.tsx";
import { SegmentedControl } from "@/components/ui/segmented-control.tsx";
import { LazyUploadPanel } from "@/components/upload/lazy-upload-panel.tsx";
import type { SetKind } from "@/server/handoffs/schema.ts";
import { trackKind } from "@/server/handoffs/words.ts";
import { EmptySet } from "./empty-set.tsx";
import { FileTable } from "./file-table.tsx";
import { PastHandOffs } from "./past-hand-offs.tsx";
import { RoughMix } from "./rough-mix.tsx";
import { SetAside } from "./set-aside.tsx";
import { SetHeading } from "./set-heading.tsx";
import { isOpen, likelyKind, recordingOf } from "./set-standing.ts";
import { StandingSet } from "./standing-set.tsx";

// A set that is handed off already needs no form. Without `loading` the whole page would give way until it is here.
const OfferSetForm = dynamic(() => import("./offer-set-form.tsx").then((m) => m.OfferSetForm), {
  loading: () => <p className="text-muted">The checks are on their way.</p>,
});

const means: Record<SetKind, string> = {
  multitracks: "One file for each recorded track.",
  stems: "Sub-mixes with their processing. At unity they sum to the rough mix, and that is checked.",
};

/** Files left, acts right; on a phone first what waits, then the files, then the checks. */
export function SetDesk({ songId }: { songId: string }) {
  const trpc = useTRPC();
  const { data: set } = useSuspenseQuery(trpc.handoffs.set.queryOptions({ songId }));
  useLiveProject(set.project.id);
  const [chosenKind, chooseKind] = useState<SetKind | null>(null);
  const overviews = useOverviews(songId);
  const kind = chosenKind ?? likelyKind(set);
  const may = (grant: (typeof set.me.grants)[number]) => set.me.grants.includes(grant);
  const mayBring = may("set.upload") && (isOpen(set) || !recordingOf(set));
  const present = set.files.filter((f) => !f.setAsideAt);

  return (
    <Page width="wide">
      <SetHeading set={set} kind={kind} />
      <div className="grid grid-cols-1 gap-x-8 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem] xl:grid-rows-[auto_1fr]">
        <div className="grid grid-cols-1 content-start gap-6 empty:hidden xl:col-start-2">
          <StandingSet set={set} />
          {mayBring && (
            // A long list of uploads must not push the checks out of sight.
            <section
              aria-label="Bring files"
              className="-m-1 grid grid-cols-1 gap-3 p-1 xl:max-h-[calc(100dvh-8rem)] xl:overflow-y-auto"
            >
              <h2 className="text-lg">Bring files</h2>
              <SegmentedControl
                label="What this set is"
                value={kind}
                onChange={chooseKind}
                options={[
                  { value: "multitracks", label: "Multitracks" },
                  { value: "stems", label: "Stems" },
                ]}
              />
              <p className="text-muted text-sm">
                {means[kind]} A document named “track sheet” or “track list”, as CSV or plain text, is
                compared with the files.
              </p>
              <LazyUploadPanel
                songId={songId}
                kinds={[trackKind[kind], "rough_mix", "document"]}
                defaultKind={trackKind[kind]}
                title={present.length === 0 ? "Drop the folder of the session here" : "Drop more files here"}
              />
            </section>
          )}
        </div>
        <div className="grid min-w-0 content-start gap-6 xl:col-start-1 xl:row-span-2 xl:row-start-1">
          <RoughMix set={set} overviews={overviews} />
          {present.length === 0 ? (
            <EmptySet set={set} />
          ) : (
            <FileTable set={set} kind={kind} files={present} overviews={overviews} />
          )}
          <SetAside set={set} />
        </div>
        <div className="grid grid-cols-1 content-start xl:col-start-2">
          {isOpen(set) && present.length > 0 && (
            <PageSection title="Checks">
              <OfferSetForm set={set} kind={kind} />
            </PageSection>
          )}
          <PastHandOffs set={set} />
        </div>
      </div>
    </Page>
  );
}
