"use client";

import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { OverviewCanvas } from "@/components/player/overview-canvas.tsx";
import { overviewOf } from "@/components/player/peaks.ts";
import { usePeaks } from "@/components/player/use-peaks.ts";
import { useTRPC } from "@/components/trpc.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import { SkeletonWave } from "@/components/ui/skeleton.tsx";
import { Steps } from "@/components/ui/steps.tsx";
import { type DeskSource, peaksUrl } from "./desk-source.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { useRefresh } from "./use-refresh.ts";

const COLUMNS = 1500;
const HEIGHT_PX = 200;

/** A print that cannot be heard yet: its waveform, and how far its listening copy is. */
export function ListeningCopy({ source, songId }: { source: DeskSource; songId: string }) {
  const { file, label } = source;
  const loading = usePeaks(file.report ? peaksUrl(file.id) : null);
  const peaks = loading.state === "ready" ? loading.peaks : null;
  const overview = useMemo(() => peaks && overviewOf(peaks, COLUMNS), [peaks]);
  const percent = Math.round((file.listening?.progress ?? 0) * 100);
  return (
    <div className="grid gap-4">
      {overview ? (
        <OverviewCanvas overview={overview} heightPx={HEIGHT_PX} scale="fill" />
      ) : (
        <SkeletonWave heightPx={HEIGHT_PX} label={`The waveform of ${label} is on its way.`} />
      )}
      {source.state === "failed" ? (
        <FailedCopy source={source} songId={songId} />
      ) : (
        <div className="grid gap-2">
          <Steps steps={["Received", "Checking", "Ready"]} current={file.report ? 2 : 1} />
          <ProgressBar
            label={`Listening copy of ${label}`}
            fraction={file.listening?.progress ?? null}
            text={`Listening copy ${percent} %`}
          />
        </div>
      )}
    </div>
  );
}

function FailedCopy({ source, songId }: { source: DeskSource; songId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const retry = useMutation(trpc.renders.retry.mutationOptions({ onSettled: refresh }));
  return (
    <div className="grid gap-2">
      <Notice
        tone="error"
        what={source.file.listening?.reason ?? `The listening copy of ${source.label} could not be made.`}
        safe="The file as uploaded is safe."
        action={
          source.file.mayRenew && (
            <Button
              size="small"
              pending={retry.isPending}
              onClick={() => retry.mutate({ fileId: source.file.id })}
            >
              Make it again
            </Button>
          )
        }
      />
      <FailureNotice failure={retry.error} songId={songId} />
    </div>
  );
}
