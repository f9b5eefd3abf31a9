"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { approve } from "./actions.ts";

type Props = {
  /** This page's own address: by it React finds the answer to a form that went without scripts. */
  here: string;
  /** Who reads the page: nobody else approves by it. */
  openedBy: string;
  songId: string;
  revisionId: string;
  sha256: string;
  label: string;
  /** As this page knew it: one that arrived since stops the decision. */
  newest: { id: string; label: string };
};

export function ApproveForm({ here, openedBy, songId, revisionId, sha256, label, newest }: Props) {
  const [refused, act, pending] = useActionState(approve, null, here);
  return (
    <form action={act} className="mt-8 grid gap-3">
      <input type="hidden" name="openedBy" value={openedBy} />
      <input type="hidden" name="songId" value={songId} />
      <input type="hidden" name="revisionId" value={revisionId} />
      <input type="hidden" name="sha256" value={sha256} />
      <input type="hidden" name="newestSeenId" value={newest.id} />
      {refused && <Notice tone="error" what={refused.words} />}
      {newest.id !== revisionId && (
        <label className="flex min-h-11 items-center gap-3">
          <input type="checkbox" name="evenThoughOlder" required className="size-5" />I mean {label}, although{" "}
          {newest.label} is newer.
        </label>
      )}
      <Button type="submit" tone="primary" size="large" className="sm:w-full" pending={pending}>
        Yes, approve {label}
      </Button>
      <LinkButton href={`/listen/${songId}`} tone="plain" size="large" className="sm:w-full">
        {refused ? "Back to the song" : "Not yet"}
      </LinkButton>
    </form>
  );
}

/** What became of the form, on a page that no longer has one. */
export function RefusedWords({ here }: { here: string }) {
  const [refused] = useActionState(approve, null, here);
  return (
    <Notice tone="error" what={refused?.words ?? "Nothing was changed. Go back to the song to see it."} />
  );
}
