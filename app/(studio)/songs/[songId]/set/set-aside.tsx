"use client";

import { useMutation } from "@tanstack/react-query";
import { FailureNotice } from "@/components/review/failure-notice.tsx";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { bytesText } from "@/components/ui/bytes-text.ts";
import { kindWords } from "@/components/upload/kind-words.ts";
import type { SetFile, SetPage } from "./set-types.ts";

/** Out of the set and still here: nothing that arrived is lost. */
export function SetAside({ set }: { set: SetPage }) {
  const aside = set.files.filter((f) => f.setAsideAt);
  if (aside.length === 0) return null;
  return (
    <details>
      <summary className="min-h-11 py-2.5 font-semibold">Set aside ({aside.length})</summary>
      <ul className="grid">
        {aside.map((file) => (
          <AsideRow key={file.id} file={file} set={set} />
        ))}
      </ul>
    </details>
  );
}

function AsideRow({ file, set }: { file: SetFile; set: SetPage }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const restore = useMutation(trpc.files.restore.mutationOptions({ onSettled: refresh }));
  const songId = set.song.id;
  return (
    <li className="grid gap-2 border-line border-t py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 grow wrap-anywhere">{file.name}</span>
        <span className="text-muted text-sm">
          {kindWords[file.kind]} · {bytesText(file.sizeBytes)}
        </span>
        {set.me.grants.includes("set.upload") && (
          <Button
            size="small"
            pending={restore.isPending}
            aria-label={`Bring ${file.name} back`}
            onClick={() => restore.mutate({ fileId: file.id })}
          >
            Bring back
          </Button>
        )}
      </div>
      <FailureNotice failure={restore.error} songId={songId} here={`/songs/${songId}/set`} />
    </li>
  );
}
