"use client";

import { Pause, Play, RotateCw, X } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "@/components/ui/class-names.ts";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { ProgressBar } from "@/components/ui/progress-bar.tsx";
import type { FileKind } from "@/server/files/schema.ts";
import { kindWords } from "./kind-words.ts";
import { stateWords } from "./progress-words.ts";
import { type Item, isUnderWay, type UploadQueue } from "./upload-queue.ts";

type Props = { item: Item; kinds: readonly FileKind[]; queue: UploadQueue; onRemove: (id: string) => void };

export function UploadRow({ item, kinds, queue, onRemove }: Props) {
  const { id, name, path, state } = item;
  const folder = path.slice(0, path.length - name.length);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t py-2">
      <div className="min-w-0 grow basis-64">
        <p className="break-words">
          <span className="text-muted">{folder}</span>
          {name}
        </p>
        <StateLine item={item} />
      </div>
      <KindOf item={item} kinds={kinds} onKind={(kind) => queue.setKind(id, kind)} />
      <div className="ml-auto flex">
        {state.at === "waiting_to_retry" && (
          <IconButton label={`Try ${name} again now`} onClick={() => queue.retryNow(id)}>
            <RotateCw aria-hidden size={18} />
          </IconButton>
        )}
        {isUnderWay(item) && (
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
  if (state.at === "hashing" || state.at === "sending") {
    const done = state.at === "hashing" ? item.hashedBytes : item.sentBytes;
    return <ProgressBar label={name} fraction={done / Math.max(1, item.sizeBytes)} text={words} />;
  }
  const tone = state.at === "refused" ? "text-danger" : state.at === "ready" ? "text-ok" : "text-muted";
  return (
    <p className={classNames("text-sm", tone)}>
      {state.at === "refused" && <span aria-hidden>▲ </span>}
      {words}
    </p>
  );
}

type KindProps = { item: Item; kinds: readonly FileKind[]; onKind: (kind: FileKind) => void };

function KindOf({ item, kinds, onKind }: KindProps) {
  if (item.state.at !== "chosen" || kinds.length === 1) {
    return <span className="text-muted text-sm">{kindWords[item.kind]}</span>;
  }
  return (
    <select
      aria-label={`What ${item.name} is`}
      className="min-h-11 rounded-md bg-surface px-3 text-base text-fg ring-1 ring-control ring-inset"
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
