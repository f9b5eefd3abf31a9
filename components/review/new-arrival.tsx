"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { Review } from "./review-types.ts";
import { newestRevision } from "./standing.ts";

type Props = { review: Review; shownId: string | undefined; onHear: (id: string) => void };

/** A revision that came while the page was open: said, never switched to by itself. */
export function NewArrival({ review, shownId, onHear }: Props) {
  const newest = newestRevision(review);
  const [knownId, setKnownId] = useState(newest?.id);
  const isShown = newest?.file.id === shownId;
  // However it was reached; looking at an older one afterwards is no arrival.
  if (newest && isShown && newest.id !== knownId) setKnownId(newest.id);
  if (!newest || newest.id === knownId || isShown) return null;
  return (
    <Notice
      what={`${newest.label} has arrived.`}
      action={
        <Button size="small" onClick={() => onHear(newest.file.id)}>
          Go to {newest.label}
        </Button>
      }
    />
  );
}
