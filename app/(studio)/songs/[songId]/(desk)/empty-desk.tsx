import type { MainAct } from "@/components/review/main-act.ts";
import type { Review } from "@/components/review/review-types.ts";
import { whoHasIt } from "@/components/review/who-has-it.ts";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ActButton } from "./act-button.tsx";

type Props = { review: Review; acts: readonly MainAct[]; onAct: (act: MainAct) => void };

/** Nothing to hear yet: who makes the first print, and the way to it for who may. */
export function EmptyDesk({ review, acts, onAct }: Props) {
  const [act] = acts;
  return (
    <EmptyState
      title="Nothing to hear yet"
      {...(act && { action: <ActButton act={act} songId={review.song.id} first onAct={onAct} /> })}
    >
      {whoHasIt(review)} What arrives appears here by itself.
    </EmptyState>
  );
}
