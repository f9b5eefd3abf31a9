"use client";

import { Pause, Play, RotateCw, X } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { FileKind } from "@/server/files/schema.ts";
import { kindWords } from "./kind-words.ts";
import { stateWords } from "./progress-words.ts";
import type { Item } from "./upload-item.ts";
import type { UploadQueue } from "./upload-queue.ts";

type Props = { item: Item; kinds: readonly FileKind[]; queue: UploadQueue; onRemove: (id: string) => void };

export function UploadRow({ item, kinds, queue, onRemove }: Props) {
  const { id, name, path, state } = item;
  const folder = path.slice(0, path.length - name.length);
  const mayChange = state.at === "chosen" && kinds.length > 1;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-line border-t py-2">
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <span className="text-muted">{folder}</span>
          {name}
        </p>
        <StateLine item={item} />
      </div>
      <div className="flex items-center">
        {mayChange && <KindChoice item={item} kinds={kinds} onKind={(kind) => queue.setKind(id, kind)} />}
        {state.at === "waiting_to_retry" && (
          <IconButton label={`Try ${name} again now`} onClick={() => queue.retryNow(id)}>
            <RotateCw aria-hidden size={18} />
          </IconButton>
        )}
        {(state.at === "sending" || state.at === "waiting_to_retry") && (
          <IconButton label={`Pause ${name}`} onClick={() => queue.pause(id)}>
            <Pause aria-hidden size={18} />
          </IconButton>
        )}
        {state.at === "paused" && (
          <IconButton label={`Go on with ${name}`} onClick={() => queue.resume(id)}>
            <Play aria-hidden size={18} />
          </IconButton>
        )}
        <IconButton label={`Take ${name} off the list`} onClick={() => onRemove(id)}>
          <X aria-hidden size={18} />
        </IconButton>
      </div>
    </li>
  );
}

function StateLine({ item }: { item: Item }) {
  const { state, name } = item;
  const nowMs = useNowMs(state.at === "waiting_to_retry");
  const words = stateWords(item, nowMs);
  if (state.at === "sending" || (state.at === "hashing" && item.hashedBytes > 0)) {
    const done = state.at === "hashing" ? item.hashedBytes : item.sentBytes;
    return <ProgressBar label={name} fraction={done / Math.max(1, item.sizeBytes)} text={words} />;
  }
  return (
    <p className="text-muted text-sm">
      {state.at !== "chosen" && `${kindWords[item.kind]} · `}
      <span className={stateTone[state.at]}>
        {state.at === "refused" && <span aria-hidden>▲ </span>}
        {words}
      </span>
    </p>
  );
}

const stateTone: Partial<Record<Item["state"]["at"], string>> = {
  ready: "text-ok",
  refused: "text-danger",
  waiting_to_retry: "text-fg",
};

type KindProps = { item: Item; kinds: readonly FileKind[]; onKind: (kind: FileKind) => void };

function KindChoice({ item, kinds, onKind }: KindProps) {
  return (
    <select
      aria-label={`What ${item.name} is`}
      className="min-h-11 max-w-32 rounded-md bg-surface px-3 text-base text-fg ring-1 ring-control ring-inset"
      value={item.kind}
      onChange={({ target }) => onKind(target.value as FileKind)}
    >
      {kinds.map((kind) => (
        <option key={kind} value={kind} className="bg-surface text-fg">
          {kindWords[kind]}
        </option>
      ))}
    </select>
  );
}

/** Ticks only while a countdown is on show. */
function useNowMs(ticking: boolean): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (!ticking) return;
    setNowMs(performance.now());
    const timer = setInterval(() => setNowMs(performance.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return nowMs;
}
