"use client";

import { X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import type { Print, Revision } from "@/components/review/review-types.ts";
import { sentAlready } from "@/components/review/sent-already.ts";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { LazyUploadPanel } from "@/components/upload/lazy-upload-panel.tsx";

export type Bringing = { kind: "mix_print" | "master" | "premaster"; label: string };

type Props = {
  songId: string;
  bringing: Bringing;
  prints: readonly Print[];
  revisions: readonly Revision[];
  onArrived: (print: Print) => void;
  onClose: () => void;
};

/** The next print arrives here; it is sent for review once its maker says what changed. */
export function UploadSection({ songId, bringing, prints, revisions, onArrived, onClose }: Props) {
  const refresh = useRefresh();
  const [knownIds] = useState(() => prints.map((p) => p.id));
  const [settled, setSettled] = useState(false);
  const [known, setKnown] = useState<Revision>();
  const arrived = settled
    ? prints.find((p) => p.kind === bringing.kind && !knownIds.includes(p.id))
    : undefined;
  const arrive = useEffectEvent(onArrived);
  // Only once nothing is on its way any more: closing the panel would end what still is.
  useEffect(() => {
    if (arrived) arrive(arrived);
  }, [arrived]);
  return (
    <section aria-label={`Upload ${bringing.label}`} className="grid gap-2">
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-lg">Upload {bringing.label}</h2>
        <IconButton label="Close the upload" onClick={onClose}>
          <X aria-hidden size={20} />
        </IconButton>
      </div>
      <p className="text-muted">It stays private until you send it for review.</p>
      <LazyUploadPanel
        songId={songId}
        kinds={[bringing.kind]}
        defaultKind={bringing.kind}
        title={`Drop ${bringing.label} here`}
        one
        onSettled={(files) => {
          setSettled(true);
          setKnown(sentAlready(revisions, files));
          refresh();
        }}
      />
      <p role="status" className="empty:hidden">
        {known && `This is exactly ${known.label}, which was sent already. Nothing was added.`}
      </p>
    </section>
  );
}
