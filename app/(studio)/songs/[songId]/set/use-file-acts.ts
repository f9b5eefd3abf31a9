"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRefresh } from "@/components/review/use-refresh.ts";
import { useTRPC } from "@/components/trpc.tsx";
import type { ChangeKind } from "@/server/files/schema.ts";
import type { SetFile } from "./set-types.ts";

export const rowId = (fileId: string) => `file-${fileId}`;

/** What may be done with a file of a set that is still open. */
export function useFileActs(files: readonly SetFile[]) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const keepPlace = usePlaceOf(files);
  const setAside = useMutation(trpc.files.setAside.mutationOptions({ onSettled: refresh }));
  const changeKind = useMutation(
    trpc.files.changeKind.mutationOptions({
      onSuccess: (_, change) => keepPlace(change),
      onSettled: refresh,
    }),
  );
  const [latest] = [setAside, changeKind].toSorted((a, b) => b.submittedAt - a.submittedAt);
  return {
    setAside: (fileId: string) => setAside.mutate({ fileId }),
    changeKind: (change: ChangeKind) => changeKind.mutate(change),
    failure: latest?.error ?? null,
    pendingId: latest?.isPending ? latest.variables.fileId : null,
  };
}

/** A row that moves to another group is a new one: the keyboard goes along to its menu. */
function usePlaceOf(files: readonly SetFile[]) {
  const moving = useRef<ChangeKind | null>(null);
  useEffect(() => {
    const { fileId, to } = moving.current ?? {};
    if (!fileId || !files.some((f) => f.id === fileId && f.kind === to)) return;
    moving.current = null;
    document
      .getElementById(rowId(fileId))
      ?.querySelector<HTMLElement>("[popovertarget]")
      ?.focus({ preventScroll: true });
  }, [files]);
  return (change: ChangeKind) => {
    moving.current = change;
  };
}
