"use client";

import { useMutation } from "@tanstack/react-query";
import { MessageSquarePlus } from "lucide-react";
import { useState } from "react";
import { usePositionSeconds } from "@/components/player/use-player.ts";
import { Refusal } from "@/components/refusal.tsx";
import { NoteComposer } from "@/components/review/note-composer.tsx";
import type { Review, Revision } from "@/components/review/review-types.ts";
import type { Notes } from "@/components/review/use-notes.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import type { Sources } from "@/components/review/use-sources.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { timecode } from "@/server/time.ts";
import type { Decisions } from "./decisions.ts";

type Props = { review: Review; decisions: Decisions; sources: Sources; notes: Notes };

/** What can be decided: under the thumb on a phone, beside the player where there is room. */
export function DecideBar({ review, decisions, sources, notes }: Props) {
  const { newest, mayApprove, mayAsk, unsent } = decisions;
  return (
    <section
      aria-label="Decide"
      className="fixed inset-x-0 bottom-0 border-line border-t bg-surface p-4 pb-[max(1rem,env(safe-area-inset-bottom))] lg:sticky lg:inset-x-auto lg:top-6 lg:bottom-auto lg:self-start lg:rounded-lg lg:border lg:pb-4"
    >
      {/* A phone held sideways has no height for one below the other. */}
      <div className="mx-auto grid max-w-xl gap-2 max-lg:[@media(max-height:30rem)]:max-w-4xl max-lg:[@media(max-height:30rem)]:auto-cols-fr max-lg:[@media(max-height:30rem)]:grid-flow-col">
        {unsent && <SendRound revision={newest} count={unsent.count} urgent={unsent.mine} />}
        {mayApprove && (
          <LinkButton
            href={`/listen/${review.song.id}/approve?revision=${newest.id}`}
            tone={unsent ? "quiet" : "primary"}
            size="large"
            className="sm:w-full"
          >
            Approve {newest.label}
          </LinkButton>
        )}
        {mayAsk && <Ask review={review} sources={sources} notes={notes} />}
      </div>
    </section>
  );
}

function Ask({ review, sources, notes }: Omit<Props, "decisions">) {
  const { compose } = notes;
  const { engine } = sources.player;
  const seconds = usePositionSeconds(engine);
  const say = useToast();
  return (
    <>
      <Button
        className="min-h-12 w-full noscript:hidden"
        icon={<MessageSquarePlus aria-hidden size={20} />}
        onClick={() => {
          engine.pause();
          compose.begin();
        }}
      >
        {compose.draft.words ? (
          "Go on with your note"
        ) : (
          <>
            Ask for a change at <span className="font-mono">{timecode(seconds).slice(0, -2)}</span>
          </>
        )}
      </Button>
      <p className="hidden text-muted text-sm noscript:block">
        Writing notes and changing versions needs JavaScript, which is switched off in this browser. Listening
        and approving work without it.
      </p>
      <Dialog
        open={compose.composing && compose.target !== undefined}
        onClose={compose.close}
        title={`A note on ${compose.target?.label ?? ""}`}
        keepOnOutsidePress
      >
        {compose.target && (
          <NoteComposer
            songId={review.song.id}
            revision={compose.target}
            notes={notes}
            onSent={() => say("The engineer sees your note now. Send your notes once these are all.")}
          />
        )}
      </Dialog>
    </>
  );
}

/** From then on the notes stand as they are, and the work is the engineer's again. */
function SendRound({ revision, count, urgent }: { revision: Revision; count: number; urgent: boolean }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const send = useMutation(trpc.review.sendRound.mutationOptions({ onSettled: refresh }));
  const words = `Send ${count} note${count === 1 ? "" : "s"}`;
  return (
    <>
      <Button
        tone={urgent ? "amber" : "quiet"}
        size="large"
        className="w-full"
        onClick={() => setAsking(true)}
      >
        {words}
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={`${words} on ${revision.label}?`}>
        <p>
          The engineer sees each note at once. Sending says that these are all and gives the work back: the
          next version answers each of them, and they stay as they are written.
        </p>
        <div className="mt-4">
          <Refusal of={send.error} kept="Your notes are kept." />
        </div>
        <DialogActions>
          <Button
            tone="primary"
            size="large"
            pending={send.isPending}
            onClick={() =>
              send.mutate(
                { revisionId: revision.id },
                {
                  onSuccess: () => {
                    setAsking(false);
                    say("Sent. You get a mail when the next version is here.");
                  },
                },
              )
            }
          >
            {words}
          </Button>
          <Button tone="plain" onClick={() => setAsking(false)}>
            Not yet
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
