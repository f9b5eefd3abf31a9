type Props = {
  /** What is under way, for ears. */
  label: string;
  /** 0 to 1; null while nobody can tell. */
  fraction: number | null;
  /** Beside the bar, or below it where the bar would get too short, and for ears: "4.1 of 12 MB, 3 s left". */
  text?: string;
};

export function ProgressBar({ label, fraction, text }: Props) {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent !== null && { "aria-valuenow": percent })}
        {...(text && { "aria-valuetext": text })}
        className="h-1 min-w-0 grow basis-32 overflow-hidden rounded-sm bg-line"
      >
        {percent === null ? (
          <div className="under-way h-full bg-fg" />
        ) : (
          <div className="h-full bg-fg" style={{ width: `${percent}%` }} />
        )}
      </div>
      {text && (
        <span aria-hidden className="min-w-0 font-mono text-muted text-xs">
          {text}
        </span>
      )}
    </div>
  );
}
