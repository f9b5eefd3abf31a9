"use client";

import { X } from "lucide-react";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { LazyUploadPanel } from "@/components/upload/lazy-upload-panel.tsx";

export type Bringing = { kind: "mix_print" | "master" | "premaster"; label: string };

/** The next print arrives here; it is heard in private before it is sent. */
export function UploadSection({
  songId,
  bringing,
  onClose,
}: {
  songId: string;
  bringing: Bringing;
  onClose: () => void;
}) {
  const refresh = useRefresh();
  return (
    <section aria-label={`Upload ${bringing.label}`} className="grid gap-2">
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-lg">Upload {bringing.label}</h2>
        <IconButton label="Close the upload" onClick={onClose}>
          <X aria-hidden size={20} />
        </IconButton>
      </div>
      <p className="text-muted">You hear it in private first, then send it for review.</p>
      <LazyUploadPanel
        songId={songId}
        kinds={[bringing.kind]}
        defaultKind={bringing.kind}
        title={`Drop ${bringing.label} here`}
        onSettled={refresh}
      />
    </section>
  );
}
