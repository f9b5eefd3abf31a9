"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { HandOffRecord } from "@/components/handoffs/hand-off-record.tsx";
import type { MainAct } from "@/components/review/main-act.ts";
import type { Review } from "@/components/review/review-types.ts";
import { PageSection } from "@/components/shell/page.tsx";
import { useTRPC } from "@/components/trpc.tsx";

const OfferForm = dynamic(() => import("./offer-form.tsx").then((m) => m.OfferForm), { ssr: false });
const ReceiveForm = dynamic(
  () => import("@/components/handoffs/receive-form.tsx").then((m) => m.ReceiveForm),
  {
    ssr: false,
  },
);

type Props = { review: Review; acts: readonly MainAct[] };

/** From mixing to mastering: what the checks find, what was offered, and what became of it. */
export function PremasterPanel({ review, acts }: Props) {
  const trpc = useTRPC();
  const songId = review.song.id;
  const { data, isError } = useQuery(trpc.handoffs.premaster.queryOptions({ songId }));
  const offer = acts.find((a) => a.act === "handOff");
  const receive = acts.find((a) => a.act === "receive");
  if (isError) {
    return (
      <PageSection title="Hand-off to mastering">
        <p className="text-muted">It could not be read just now. It is read again by itself.</p>
      </PageSection>
    );
  }
  if (!data || (data.handOffs.length === 0 && !offer)) return null;
  return (
    <div id="hand-off" className="scroll-mt-4">
      <PageSection title="Hand-off to mastering">
        <div className="grid gap-6">
          {offer && (
            <OfferForm
              key={offer.revision.id}
              songId={songId}
              revision={offer.revision}
              findings={data.findings}
            />
          )}
          {data.handOffs.map((handOff) => (
            <HandOffRecord
              key={handOff.id}
              handOff={handOff}
              what={`Mix ${handOff.revision?.number}`}
              people={review.people}
            >
              {receive && receive.handOff.id === handOff.id && (
                <ReceiveForm
                  handOffId={handOff.id}
                  songId={songId}
                  accept={`Accept ${receive.revision?.label ?? "the premaster"} and begin mastering`}
                  giveBack={`Return ${receive.revision?.label ?? "the premaster"}`}
                />
              )}
            </HandOffRecord>
          ))}
        </div>
      </PageSection>
    </div>
  );
}
