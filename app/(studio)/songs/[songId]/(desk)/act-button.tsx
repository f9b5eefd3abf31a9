"use client";

import { outgoingUrl } from "@/components/review/desk-source.ts";
import type { MainAct } from "@/components/review/main-act.ts";
import { Button } from "@/components/ui/button.tsx";
import { DownloadButton } from "@/components/ui/download-button.tsx";
import { LinkButton } from "@/components/ui/link-button.tsx";

type Props = { act: MainAct; songId: string; first: boolean; onAct: (act: MainAct) => void };

/** Amber for the one that waits for this person; the others are there, and quiet. */
export function ActButton({ act, songId, first, onAct }: Props) {
  const tone = first && act.mine ? "amber" : "quiet";
  if (act.act === "receiveSet") {
    return (
      <LinkButton href={`/songs/${songId}/set`} tone={tone}>
        {actWords(act)}
      </LinkButton>
    );
  }
  if (act.act === "download") {
    return (
      <DownloadButton href={outgoingUrl(act.revision.file.id)} tone={tone}>
        {actWords(act)}
      </DownloadButton>
    );
  }
  return (
    <Button tone={tone} onClick={() => onAct(act)}>
      {actWords(act)}
    </Button>
  );
}

export function actWords(act: MainAct): string {
  switch (act.act) {
    case "receiveSet":
      return "Accept or return the set";
    case "download":
      return `Download ${act.revision.label}`;
    case "settle":
      return act.notes.length === 1
        ? "Close or send back a request"
        : `Close or send back ${act.notes.length} requests`;
    case "receive":
      return `Accept or return ${act.revision?.label ?? "the premaster"}`;
    case "send":
      return `Send ${act.label}`;
    case "upload":
      return `Upload ${act.label}`;
    case "supply":
      return "Supply the mix";
    case "uploadSupplied":
      return "Upload the mix";
    case "recordElsewhere":
      return `Record who approved ${act.revision.label}`;
    case "handOff":
      return `Go to the hand-off of ${act.revision.label}`;
    case "signOff":
      return `Approve ${act.revision.label}`;
  }
}
