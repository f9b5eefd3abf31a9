import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { Note, NoteAnswer, Review } from "./review-types.ts";

type Props = { note: Note; people: Review["people"]; labelOf: (revisionId: string) => string };

/** What was asked, what was done about it, and what was said since; the same on every page. */
export function NoteBody({ note, people, labelOf }: Props) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <p dir="auto" className="whitespace-pre-line wrap-anywhere">
        {note.words}
      </p>
      {note.request && <RequestFacts request={note.request} />}
      {note.answers.map((answer) => (
        <AnswerLine key={answer.id} answer={answer} people={people} labelOf={labelOf} />
      ))}
      {note.closedById && note.closedById !== note.authorId && (
        <p className="text-muted text-sm">Closed by {people[note.closedById]} in their place.</p>
      )}
      {note.replies.map((reply) => (
        <p key={reply.id} className="border-line border-l-2 pl-3 text-sm">
          <span className="text-muted">
            {people[reply.authorId]} · <RelativeTime at={reply.createdAt} />
          </span>
          <span dir="auto" className="block whitespace-pre-line wrap-anywhere">
            {reply.words}
          </span>
        </p>
      ))}
    </div>
  );
}

function RequestFacts({ request }: { request: NonNullable<Note["request"]> }) {
  const { concerns, suggestion } = request;
  if (concerns.length === 0 && !suggestion) return null;
  return (
    <dl className="grid grid-cols-1 gap-1 text-sm">
      {concerns.length > 0 && (
        <div className="flex gap-2">
          <dt className="text-muted">Concerns</dt>
          <dd>{concerns.join(", ")}</dd>
        </div>
      )}
      {suggestion && (
        <div className="flex gap-2">
          <dt className="text-muted">Suggestion</dt>
          <dd dir="auto" className="whitespace-pre-line wrap-anywhere">
            {suggestion}
          </dd>
        </div>
      )}
    </dl>
  );
}

function AnswerLine({ answer, people, labelOf }: { answer: NoteAnswer } & Omit<Props, "note">) {
  const done = answer.outcome === "answered" ? "Answered" : "Declined";
  return (
    <div className="border-blue border-l-2 pl-3 text-sm">
      <p>
        <span className="font-semibold">
          {done} with {labelOf(answer.revisionId)}
        </span>
        <span className="text-muted"> · {people[answer.byId]}</span>
      </p>
      {answer.words && (
        <p dir="auto" className="whitespace-pre-line wrap-anywhere">
          {answer.words}
        </p>
      )}
      {answer.sentBack && (
        <p className="mt-1 border-amber border-l-2 pl-3">
          <span className="font-semibold">Sent back</span>{" "}
          <RelativeTime at={answer.sentBack.at} className="text-muted" />
          <span dir="auto" className="block whitespace-pre-line wrap-anywhere">
            {answer.sentBack.words}
          </span>
        </p>
      )}
    </div>
  );
}
