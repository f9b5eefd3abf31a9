"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useMemo } from "react";
import { NewArrival } from "@/components/review/new-arrival.tsx";
import { recallWords, waitWords } from "@/components/review/recall-words.ts";
import type { Review } from "@/components/review/review-types.ts";
import { newestRevision, workOf } from "@/components/review/standing.ts";
import { useNotes } from "@/components/review/use-notes.ts";
import { type Sources, useSources } from "@/components/review/use-sources.ts";
import { Page } from "@/components/shell/page.tsx";
import { useLiveProject, useTRPC } from "@/components/trpc.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { OpeningLink } from "@/components/ui/opening-link.tsx";
import { DecideBar } from "./decide-bar.tsx";
import { Decided } from "./decided.tsx";
import { decisionsOf } from "./decisions.ts";
import { NotesOfSong } from "./notes-of-song.tsx";
import { SongPlayer } from "./song-player.tsx";
import { heardHere, mixesToSend, suppliesMix } from "./supplied-mix.ts";
import { whatIsNew } from "./what-is-new.ts";

// A part without a `loading` of its own would let the whole page give way until it is here.
const nothingYet = () => null;

// Only a project that begins with a supplied mix needs it.
const SupplyMix = dynamic(() => import("./supply-mix.tsx").then((m) => m.SupplyMix), { loading: nothingYet });

/** What artists and clients come for: play first, then say what should change, or approve. */
export function Listen({ songId }: { songId: string }) {
  const trpc = useTRPC();
  const { data: review } = useSuspenseQuery(trpc.overview.song.queryOptions({ songId }));
  useLiveProject(review.project.id);
  const heard = useMemo(() => heardHere(review), [review]);
  const sources = useSources(heard);
  useNewestMix(heard, sources);
  const notes = useNotes(review, sources);
  const newest = newestRevision(review);
  const { shown } = sources;
  const decisions = decisionsOf(review, newest);
  const waits = recallWords(review) ?? (newest && waitWords(review, newest.stage));
  return (
    <Page
      width={decisions ? "normal" : "narrow"}
      className={classNames(decisions && "max-lg:max-w-xl max-lg:pb-56")}
    >
      <p className="text-muted text-sm">
        {review.studio.name} · {review.project.title}
        {worksHere(review) && (
          <>
            {" · "}
            <OpeningLink href={`/songs/${songId}`} className="underline underline-offset-4">
              Back to the desk
            </OpeningLink>
          </>
        )}
      </p>
      <h1 className="mt-1 text-balance text-2xl leading-tight">{titleOf(review)}</h1>
      {newest && <p className="mt-2 whitespace-pre-line text-muted">{whatIsNew(review, newest)}</p>}
      {waits && <p className="mt-2">{waits}</p>}
      {suppliesMix(review) && <SupplyMix review={review} sources={sources} />}
      {shown ? (
        <div
          className={classNames("mt-6", decisions && "lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-x-8")}
        >
          <div className="grid grid-cols-1 content-start gap-4">
            <NewArrival review={review} shownId={shown.id} onHear={sources.show} />
            <SongPlayer review={review} sources={sources} notes={notes} />
            <div className="mt-6">
              <Decided review={review} />
              <NotesOfSong review={review} sources={sources} notes={notes} />
            </div>
          </div>
          {decisions && <DecideBar review={review} decisions={decisions} sources={sources} notes={notes} />}
        </div>
      ) : (
        !suppliesMix(review) && (
          <div className="mt-6">
            <EmptyState title="There is nothing to hear yet">
              You get a mail as soon as the first mix is here, and it appears on this page by itself.
            </EmptyState>
          </div>
        )
      )}
    </Page>
  );
}

/** While a mix is to be sent, the player is on the newest that was brought, until another is chosen. */
function useNewestMix(review: Review, { show }: Sources) {
  const newestId = suppliesMix(review) ? mixesToSend(review)[0]?.file.id : undefined;
  const hear = useEffectEvent(show);
  useEffect(() => {
    if (newestId) hear(newestId);
  }, [newestId]);
}

function titleOf(review: Review) {
  const delivered = review.workItems.some((w) => w.stage === "mastering" && w.state === "approved");
  if (delivered) return `“${review.song.title}” is finished`;
  const newest = newestRevision(review);
  const answering = newest && newest.rounds > 0 && workOf(review, newest.stage)?.state === "in_progress";
  if (answering) return `Your notes on “${review.song.title}” are with the engineer`;
  return review.turns.some((t) => t.act === "decide" && !t.hold)
    ? `“${review.song.title}” is ready for you to hear`
    : review.song.title;
}

/** Engineers, owner and manager have a desk for this song; this page is what the others see. */
const worksHere = ({ me }: Review) =>
  me.roles.some((role) => role === "owner" || role === "manager" || role.endsWith("_engineer"));
