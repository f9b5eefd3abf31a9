import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { eventSentence } from "@/server/event-sentence.ts";
import type { History } from "@/server/history/queries.ts";

/** Lines of the chain: what happened, when, and the number and hash that it stands under. */
export function EventList({ history }: { history: History }) {
  return (
    <ol className="divide-y divide-line">
      {history.events.map((event) => (
        <li key={event.number} className="grid gap-x-6 py-3 sm:grid-cols-[1fr_auto] sm:items-baseline">
          <p className="min-w-0 wrap-anywhere">{eventSentence(event, history)}</p>
          <p className="flex flex-wrap gap-x-4 text-muted text-sm sm:justify-end">
            <RelativeTime at={event.at} />
            <span className="font-mono text-xs leading-5">
              <span className="sr-only">Line </span>
              {event.number}
              <span className="sr-only">, hash begins with</span>{" "}
              <span title={event.hash}>{event.hash.slice(0, 8)}</span>
            </span>
          </p>
        </li>
      ))}
    </ol>
  );
}
