"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { typedOffset } from "@/components/review/offset.ts";
import type { OffsetDraft } from "@/components/review/offset-draft.ts";
import { OffsetField } from "@/components/review/offset-field.tsx";
import type { Revision } from "@/components/review/review-types.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";

type Props = {
  songId: string;
  revision: Revision;
  before: string;
  sampleRateHz: number;
  onClose: () => void;
};

/** Moves where a sent revision begins on the one before it. */
export function OffsetForm({ songId, revision, before, sampleRateHz, onClose }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const set = useMutation(trpc.review.setOffset.mutationOptions({ onSettled: refresh }));
  const [draft, setDraft] = useState<OffsetDraft>({ text: String(revision.offsetSamples), unit: "samples" });
  const offsetSamples = typedOffset(draft.text, draft.unit, sampleRateHz);
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (offsetSamples === null || set.isPending) return;
        set.mutate({ revisionId: revision.id, offsetSamples }, { onSuccess: onClose });
      }}
    >
      <OffsetField draft={draft} onChange={setDraft} before={before} sampleRateHz={sampleRateHz} />
      <FailureNotice failure={set.error} songId={songId} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" size="small" pending={set.isPending}>
          Set the offset
        </Button>
        <Button size="small" tone="plain" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
