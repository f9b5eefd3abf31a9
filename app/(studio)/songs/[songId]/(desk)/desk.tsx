"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Keyboard } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import type { WaveformHandle } from "@/components/player/waveform.tsx";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { type MainAct, mainActs } from "@/components/review/main-act.ts";
import { NewArrival } from "@/components/review/new-arrival.tsx";
import type { Print, Revision } from "@/components/review/review-types.ts";
import { stageNow } from "@/components/review/standing.ts";
import { useNotes } from "@/components/review/use-notes.ts";
import { before, useSources } from "@/components/review/use-sources.ts";
import { Page, PageSection } from "@/components/shell/page.tsx";
import { SignOffRecord } from "@/components/signoffs/sign-off-record.tsx";
import { useLiveProject, useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { useToast } from "@/components/ui/toast.tsx";
import { BlockingBanner } from "./blocking-banner.tsx";
import { BriefPanel } from "./brief-panel.tsx";
import { DeskHeader } from "./desk-header.tsx";
import { EmptyDesk } from "./empty-desk.tsx";
import { NotesPanel } from "./notes-panel.tsx";
import { PlayerSection } from "./player-section.tsx";
import { PremasterPanel } from "./premaster-panel.tsx";
import { SourcePanel } from "./source-panel.tsx";
import { TakeBack } from "./take-back.tsx";
import type { Bringing } from "./upload-section.tsx";
import { useDeskActs } from "./use-desk-acts.ts";

// A part without a `loading` of its own would let the whole page give way until it is here.
const nothingYet = () => null;

// What is opened by a press comes when it is pressed.
const SendRevisionSheet = dynamic(
  () => import("@/components/review/send-revision-sheet.tsx").then((m) => m.SendRevisionSheet),
  { loading: nothingYet },
);
const SignOffSheet = dynamic(
  () => import("@/components/signoffs/sign-off-sheet.tsx").then((m) => m.SignOffSheet),
  { loading: nothingYet },
);
const RecordElsewhereForm = dynamic(
  () => import("@/components/signoffs/record-elsewhere-form.tsx").then((m) => m.RecordElsewhereForm),
  { loading: nothingYet },
);
const Prints = dynamic(() => import("./prints.tsx").then((m) => m.Prints), { loading: nothingYet });
const UploadSection = dynamic(() => import("./upload-section.tsx").then((m) => m.UploadSection), {
  loading: nothingYet,
});
const KeyHelp = dynamic(() => import("./key-help.tsx").then((m) => m.KeyHelp), { loading: nothingYet });

type Sheet = { of: "send"; print: Print } | { of: "signOff"; revision: Revision } | { of: "keys" };

export function Desk({ songId }: { songId: string }) {
  const trpc = useTRPC();
  const { data: review } = useSuspenseQuery(trpc.overview.song.queryOptions({ songId }));
  useLiveProject(review.project.id);
  const sources = useSources(review);
  const notes = useNotes(review, sources);
  const wave = useRef<WaveformHandle>(null);
  const [bringing, setBringing] = useState<Bringing | null>(null);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const resolveFailure = useDeskActs({
    review,
    sources,
    notes,
    wave,
    onHelp: () => setSheet({ of: "keys" }),
  });
  const say = useToast();
  const { shown } = sources;
  const acts = mainActs(review);
  const elsewhere = acts.find((a) => a.act === "recordElsewhere");
  const closeSheet = () => setSheet(null);

  function onAct(act: MainAct) {
    switch (act.act) {
      case "settle":
        return notes.select(act.notes[0]);
      case "send":
      case "supply":
        return setSheet({ of: "send", print: act.print });
      case "upload":
        return setBringing({ kind: act.stage === "mixing" ? "mix_print" : "master", label: act.label });
      case "uploadSupplied":
        return setBringing({ kind: "premaster", label: "the mix" });
      case "signOff":
        return setSheet({ of: "signOff", revision: act.revision });
      case "receive":
      case "handOff":
        return document.getElementById("hand-off")?.scrollIntoView();
      case "recordElsewhere":
        return document.getElementById("sign-off")?.scrollIntoView();
      case "receiveSet":
      case "download":
        return undefined;
    }
  }

  /** What is left to do is to say what changed; who is writing something else is not torn away from it. */
  function onArrived(print: Print) {
    setBringing(null);
    sources.show(print.id);
    const sendable = acts.some((a) => (a.act === "send" || a.act === "supply") && a.print.id === print.id);
    const writing = notes.compose.composing || notes.form !== null;
    if (sendable && !sheet && !writing) setSheet({ of: "send", print });
    else say(`${bringing?.label ?? "The print"} is here.`);
  }

  function onSent(print: Print) {
    closeSheet();
    setBringing(null);
    sources.show(print.id);
    say(print.kind === "premaster" ? "The mix is in its place." : "Sent for review.");
  }

  return (
    <Page width="wide" className="pb-0 max-lg:pb-10">
      <div
        className={classNames(
          "grid grid-cols-1 gap-6",
          shown && "lg:-mr-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]",
        )}
      >
        <div className="grid grid-cols-1 content-start gap-6">
          <div className="-mb-6">
            <DeskHeader review={review} shown={shown} acts={acts} onAct={onAct} />
          </div>
          <BlockingBanner review={review} onShow={notes.select} />
          <FailureNotice failure={resolveFailure} songId={songId} />
          <NewArrival review={review} shownId={shown?.id} onHear={sources.show} />
          {bringing && (
            <UploadSection
              songId={songId}
              bringing={bringing}
              prints={review.prints}
              revisions={review.revisions}
              onArrived={onArrived}
              onClose={() => setBringing(null)}
            />
          )}
          {review.prints.length > 0 && (
            <Prints
              review={review}
              sources={sources.sources}
              shownId={shown?.id}
              acts={acts}
              onHear={sources.show}
              onSend={(print) => setSheet({ of: "send", print })}
            />
          )}
          {shown ? (
            <PlayerSection review={review} sources={sources} notes={notes} wave={wave} />
          ) : (
            <EmptyDesk review={review} acts={acts} onAct={onAct} />
          )}
        </div>
        {shown && <NotesPanel review={review} sources={sources} notes={notes} />}
        {/* Each in a box of its own, so that one gap lies between them. */}
        <div className="grid grid-cols-1 content-start gap-10 pb-10">
          {shown?.revision && (
            <div id="sign-off" className="scroll-mt-4">
              <PageSection title="Sign-off">
                {elsewhere ? (
                  <RecordElsewhereForm revision={elsewhere.revision} songId={songId} />
                ) : (
                  <SignOffRecord review={review} revision={shown.revision} />
                )}
                <TakeBack review={review} revision={shown.revision} />
              </PageSection>
            </div>
          )}
          <PremasterPanel review={review} acts={acts} />
          {shown && (
            <div>
              <SourcePanel review={review} shown={shown} before={before(sources.sources, shown)} />
            </div>
          )}
          <div>
            <BriefPanel project={review.project} />
          </div>
          {shown && (
            <Button
              tone="plain"
              size="small"
              className="-ml-3 justify-self-start max-lg:hidden"
              icon={<Keyboard aria-hidden size={16} />}
              onClick={() => setSheet({ of: "keys" })}
            >
              Keys
            </Button>
          )}
        </div>
      </div>
      {sheet?.of === "send" && (
        <SendRevisionSheet
          review={review}
          stage={sheet.print.kind === "master" ? "mastering" : "mixing"}
          print={sheet.print}
          onClose={closeSheet}
          onSent={() => onSent(sheet.print)}
        />
      )}
      {sheet?.of === "signOff" && (
        <SignOffSheet review={review} revision={sheet.revision} onClose={closeSheet} />
      )}
      {sheet?.of === "keys" && <KeyHelp stage={stageNow(review)} onClose={closeSheet} />}
    </Page>
  );
}
