"use client";

import { useState } from "react";
import type { Review } from "@/components/review/review-types.ts";
import { newestRevision } from "@/components/review/standing.ts";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";

type Props = { review: Review; shownId: string | undefined; onHear: (id: string) => void };

/** A revision that came while the page was open: said, never switched to by itself. */
export function NewArrival({ review, shownId, onHear }: Props) {
  const newest = newestRevision(review);
  const [knownId, setKnownId] = useState(newest?.id);
  if (!newest || newest.id === knownId || newest.file.id === shownId) return null;
  return (
    <Notice
      what={`${newest.label} has arrived.`}
      action={
        <Button
          size="small"
          onClick={() => {
            setKnownId(newest.id);
            onHear(newest.file.id);
          }}
        >
          Go to {newest.label}
        </Button>
      }
    />
  );
}
