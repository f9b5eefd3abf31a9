"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import type { Revision } from "@/components/review/review-types.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/text-field.tsx";

/** A supplied mix was approved before it came here: by whom, on the word of who says so. */
export function RecordElsewhereForm({ revision, songId }: { revision: Revision; songId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const recording = useMutation(trpc.signoffs.recordElsewhere.mutationOptions({ onSettled: refresh }));
  const [approvedBy, setApprovedBy] = useState("");
  return (
    <form
      className="grid max-w-md gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!recording.isPending) recording.mutate({ revisionId: revision.id, approvedBy });
      }}
    >
      <TextField
        label={`Who approved ${revision.label}?`}
        hint="Goes on record with your name and the SHA-256 of this file."
        minLength={2}
        maxLength={200}
        value={approvedBy}
        onChange={(event) => setApprovedBy(event.target.value)}
      />
      <FailureNotice failure={recording.error} safe="The mix is safe." songId={songId} />
      <Button type="submit" tone="amber" pending={recording.isPending} className="justify-self-start">
        Record the approval
      </Button>
    </form>
  );
}
