"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { AnswerFields } from "./answer-fields.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { typedOffset } from "./offset.ts";
import { OffsetField } from "./offset-field.tsx";
import type { Print, Review } from "./review-types.ts";
import { answersOf, answerTo, emptyRevision, missing, notesToAnswer } from "./revision-draft.ts";
import { sameAudio } from "./same-audio.ts";
import { nextLabel, revisionsOf, workOf } from "./standing.ts";
import { useDraft } from "./use-draft.ts";
import { useRefresh } from "./use-refresh.ts";

type Props = {
  review: Review;
  stage: "mixing" | "mastering";
  print: Print;
  onClose: () => void;
  onSent: () => void;
};

/** Makes a print the next revision: what changed, what became of every open note, where it begins. */
export function SendRevisionSheet({ review, stage, print, onClose, onSent }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const send = useMutation(trpc.review.sendRevision.mutationOptions({ onSettled: refresh }));
  const supply = useMutation(trpc.review.supplyMix.mutationOptions({ onSettled: refresh }));
  const { draft, change, clear } = useDraft("revision", print.id, emptyRevision);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const [shown, setShown] = useState(false);
  const label = nextLabel(review, stage);
  const before =
    revisionsOf(review, stage).at(-1) ??
    (stage === "mastering" ? revisionsOf(review, "mixing").at(-1) : undefined);
  // A mix made elsewhere has no work item here: it takes the mix's place as it came.
  const supplied = print.kind === "premaster";
  const pending = send.isPending || supply.isPending;
  const notes = notesToAnswer(review, stage);
  const twin = sameAudio(review.revisions, print);
  const byId = new Map(review.revisions.map((r) => [r.id, r]));
  const rateHz = print.report?.sampleRateHz ?? review.project.sampleRateHz;
  const offsetSamples = before ? typedOffset(draft.offset.text, draft.offset.unit, rateHz) : 0;
  const lacking =
    missing(draft, notes, supplied) ?? (offsetSamples === null ? "The offset is not a number yet." : null);

  async function submit() {
    setShown(true);
    if (lacking || offsetSamples === null || pending) return;
    const { changeNote } = draft;
    const what = { fileId: print.id, changeNote, answers: answersOf(draft, notes) };
    if (supplied) await supply.mutateAsync({ ...what, songId: review.song.id });
    else await send.mutateAsync({ ...what, workItemId: workOf(review, stage)?.id ?? "", offsetSamples });
    clear();
    onSent();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      placement="side"
      keepOnOutsidePress
      title={supplied ? `Supply ${label}` : `Send ${label} for review`}
      description={`${print.name} becomes ${label} and stays as it is from then on. To hear it first, close this: what you write is kept.`}
    >
      <form
        ref={form}
        className="grid gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A refusal is shown below; the draft stays on this device.
          submit().catch(() => {});
        }}
      >
        {twin && (
          <Notice
            what={`${print.name} is the same audio as ${twin.label}, sample for sample.`}
            next="Send it all the same, or close this, set it aside and bring the right file."
          />
        )}
        <TextArea
          label="What changed"
          optional={supplied}
          rows={2}
          value={draft.changeNote}
          error={
            shown && !supplied && !draft.changeNote.trim() ? "Say what changed, in a sentence." : undefined
          }
          onChange={(event) => change({ changeNote: event.target.value })}
        />
        {before && !supplied && (
          <OffsetField
            draft={draft.offset}
            onChange={(offset) => change({ offset })}
            before={before.label}
            sampleRateHz={rateHz}
          />
        )}
        {notes.length > 0 && (
          <section>
            <h3 className="mb-2 font-semibold">
              {notes.length === 1 ? "One open note" : `${notes.length} open notes`}
            </h3>
            <ol>
              {notes.map((note) => (
                <AnswerFields
                  key={note.id}
                  note={note}
                  place={{
                    label: byId.get(note.revisionId)?.label ?? "",
                    sampleRateHz: byId.get(note.revisionId)?.file.report?.sampleRateHz ?? rateHz,
                  }}
                  author={review.people[note.authorId] ?? "Someone"}
                  draft={answerTo(draft, note)}
                  onChange={(part) =>
                    change({
                      answers: {
                        ...draft.answers,
                        [note.id]: { ...answerTo(draft, note), ...part },
                      },
                    })
                  }
                />
              ))}
            </ol>
          </section>
        )}
        <FailureNotice
          failure={send.error ?? supply.error}
          safe="Your answers are kept on this device, and the print is safe."
          songId={review.song.id}
        />
        {shown && lacking && (
          <p role="alert" className="text-danger">
            <span aria-hidden>▲ </span>
            {lacking}
          </p>
        )}
        <DialogActions>
          <Button type="submit" tone="amber" pending={pending}>
            {supplied ? "Supply" : "Send"} {label}
          </Button>
          <Button tone="plain" onClick={onClose}>
            Not yet
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
