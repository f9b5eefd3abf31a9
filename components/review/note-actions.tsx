"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { isUnsettled } from "./note-order.ts";
import type { Note } from "./review-types.ts";
import { useRefresh } from "./use-refresh.ts";
import { WordsForm } from "./words-form.tsx";

export type NoteForm = "reply" | "send-back";

type Props = {
  note: Note;
  songId: string;
  mine: boolean;
  mayWrite: boolean;
  /** Which form stands open; the page decides, because keys open it, too. */
  form: NoteForm | null;
  onForm: (form: NoteForm | null) => void;
};

/** Reply for everybody who may write; closing, reopening and sending back for who asked. */
export function NoteActions({ note, songId, mine, mayWrite, form, onForm }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const settled = { onSettled: refresh };
  const reply = useMutation(trpc.review.reply.mutationOptions(settled));
  const sendBack = useMutation(trpc.requests.sendBackAnswer.mutationOptions(settled));
  const resolve = useMutation(trpc.review.resolve.mutationOptions(settled));
  const reopen = useMutation(trpc.requests.reopenNote.mutationOptions(settled));
  if (!mayWrite) return null;

  const answer = note.answers.findLast((a) => !a.sentBack);
  const answered = note.state === "answered" || note.state === "declined";
  if (form === "reply") {
    return (
      <WordsForm
        of="reply"
        id={note.id}
        label="Reply"
        send="Reply"
        songId={songId}
        pending={reply.isPending}
        failure={reply.error}
        onSend={(words) => reply.mutateAsync({ noteId: note.id, words })}
        onClose={() => onForm(null)}
      />
    );
  }
  if (form === "send-back" && answer) {
    return (
      <WordsForm
        of="send-back"
        id={answer.id}
        label="What is still missing?"
        send="Send back"
        songId={songId}
        pending={sendBack.isPending}
        failure={sendBack.error}
        onSend={(words) => sendBack.mutateAsync({ answerId: answer.id, words })}
        onClose={() => onForm(null)}
      />
    );
  }
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {mine && isUnsettled(note) && (
          <Button
            size="small"
            tone={answered && note.request ? "amber" : "quiet"}
            pending={resolve.isPending}
            onClick={() => resolve.mutate({ noteId: note.id })}
          >
            {answered ? "Close: it is done" : "Close"}
          </Button>
        )}
        {mine && answered && (
          <Button size="small" onClick={() => onForm("send-back")}>
            Send back
          </Button>
        )}
        {mine && note.state === "resolved" && (
          <Button size="small" pending={reopen.isPending} onClick={() => reopen.mutate({ noteId: note.id })}>
            Reopen
          </Button>
        )}
        <Button size="small" tone="plain" onClick={() => onForm("reply")}>
          Reply
        </Button>
      </div>
      <FailureNotice failure={resolve.error ?? reopen.error} songId={songId} />
    </div>
  );
}
