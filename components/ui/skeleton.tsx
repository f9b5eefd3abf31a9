import { classNames } from "./class-names.ts";

/** What will be a waveform: silence, drawn flat. Nothing moves, so nothing is promised. */
export function SkeletonWave({ heightPx, label }: { heightPx: number; label: string }) {
  return (
    <div role="status" className="flex items-center" style={{ height: heightPx }}>
      <span aria-hidden className="h-0.5 w-full bg-wave" />
      <span className="sr-only">{label}</span>
    </div>
  );
}

export function SkeletonText({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("inline-block h-4 rounded-sm bg-raised align-middle", className)}
    />
  );
}
