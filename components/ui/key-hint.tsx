export function KeyHint({ keys }: { keys: string }) {
  return (
    <kbd className="inline-grid min-h-6 min-w-6 place-items-center rounded-sm bg-raised px-1.5 font-mono text-xs ring-1 ring-line ring-inset">
      {keys}
    </kbd>
  );
}
