"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { Hash } from "@/components/review/hash.tsx";
import type { Review, Revision } from "@/components/review/review-types.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Dialog, DialogActions } from "@/components/ui/dialog.tsx";
import { newestOf, whatFollows } from "./sign-off-words.ts";

type Props = { review: Review; revision: Revision; onClose: () => void };

/** Says exactly what is approved and what follows; an older revision is asked about once more. */
export function SignOffSheet({ review, revision, onClose }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const give = useMutation(trpc.signoffs.give.mutationOptions({ onSettled: refresh }));
  // What was newest when the sheet opened: a revision that arrives meanwhile must stop this decision.
  const [newest] = useState(() => newestOf(review, revision));
  const [meant, setMeant] = useState(false);
  const older = newest.id !== revision.id;
  const { file } = revision;
  return (
    <Dialog open onClose={onClose} title={`Approve ${revision.label}?`}>
      <dl className="grid gap-1">
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">File</dt>
          <dd className="break-all text-right">{file.name}</dd>
        </div>
        <div className="flex items-center justify-between gap-4">
          <dt className="text-muted">SHA-256</dt>
          <dd>
            <Hash value={file.sha256} of={`the file of ${revision.label}`} />
          </dd>
        </div>
      </dl>
      <ul className="mt-4 list-disc space-y-1 pl-5">
        {whatFollows(review, revision).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {older && (
        <Checkbox
          className="mt-4"
          label={`I mean ${revision.label}, although ${newest.label} is newer.`}
          checked={meant}
          onChange={(event) => setMeant(event.target.checked)}
        />
      )}
      <div className="mt-4">
        <FailureNotice failure={give.error} songId={review.song.id} />
      </div>
      <DialogActions>
        <Button
          tone="amber"
          pending={give.isPending}
          disabled={older && !meant}
          onClick={() =>
            give.mutate(
              {
                revisionId: revision.id,
                sha256: file.sha256,
                newestSeenId: newest.id,
                evenThoughOlder: meant,
              },
              { onSuccess: onClose },
            )
          }
        >
          Yes, approve {revision.label}
        </Button>
        <Button tone="plain" onClick={onClose}>
          Not yet
        </Button>
      </DialogActions>
    </Dialog>
  );
}
