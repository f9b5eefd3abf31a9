"use client";

import { Pause, Play, Repeat, RotateCcw, RotateCw, SkipBack, SkipForward } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { classNames } from "@/components/ui/class-names.ts";
import { IconButton } from "@/components/ui/icon-button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { SampleRange } from "./marker.ts";
import { NativeAudio } from "./native-audio.tsx";
import { RunningTimecode, Timecode } from "./timecode.tsx";
import { durationSeconds } from "./timeline.ts";
import { useHydrated } from "./use-hydrated.ts";
import type { Player } from "./use-player.ts";

type DeskProps = {
  player: Player;
  /** What the loop button repeats. */
  range: SampleRange | null;
  onPreviousNote?: () => void;
  onNextNote?: () => void;
};

/** The desk's controls. Until they answer to presses, the browser's own control stands in their place. */
export function DeskTransport({ player, range, onPreviousNote, onNextNote }: DeskProps) {
  const { engine, state } = player;
  const looping = state.loopSeconds !== null;
  const hydrated = useHydrated();
  return (
    <div className="grid gap-3">
      <NativeAudio engine={engine} />
      <div
        hidden={!hydrated}
        role="toolbar"
        aria-label="Playback"
        className="flex flex-wrap items-center justify-center gap-2"
      >
        {onPreviousNote && (
          <IconButton label="Previous note ([)" shape="round" onClick={onPreviousNote}>
            <SkipBack aria-hidden size={18} />
          </IconButton>
        )}
        <IconButton label="Back 5 seconds (J)" shape="round" tone="quiet" onClick={() => engine.back()}>
          <RotateCcw aria-hidden size={18} />
        </IconButton>
        <PlayButton player={player} hint=" (Space)" />
        <IconButton label="Forward 5 seconds (L)" shape="round" tone="quiet" onClick={() => engine.forward()}>
          <RotateCw aria-hidden size={18} />
        </IconButton>
        {onNextNote && (
          <IconButton label="Next note (])" shape="round" onClick={onNextNote}>
            <SkipForward aria-hidden size={18} />
          </IconButton>
        )}
        <IconButton
          label="Loop the range (Shift L)"
          shape="round"
          tone={looping ? "amber" : "plain"}
          aria-pressed={looping}
          disabled={!looping && !range}
          onClick={() => engine.setLoop(looping ? null : range)}
        >
          <Repeat aria-hidden size={18} />
        </IconButton>
        <SpeedButton player={player} />
        <p className="flex min-w-52 items-baseline gap-2 pl-2">
          <RunningTimecode engine={engine} className="text-xl" />
          <span className="text-muted">
            <span aria-hidden>/ </span>
            <span className="sr-only">of </span>
            <Timecode seconds={engine.focus ? durationSeconds(engine.focus) : 0} />
          </span>
        </p>
      </div>
      <PlaybackFailure player={player} />
    </div>
  );
}

/** One thumb: play, the time, five seconds back; the browser's own control until they answer. */
export function PhoneTransport({ player }: { player: Player }) {
  const { engine } = player;
  const hydrated = useHydrated();
  return (
    <div className="grid gap-3">
      <NativeAudio engine={engine} />
      <div hidden={!hydrated} role="toolbar" aria-label="Playback" className="flex items-center gap-3">
        <PlayButton player={player} />
        <IconButton label="Back 5 seconds" shape="round" onClick={() => engine.back()}>
          <RotateCcw aria-hidden size={20} />
        </IconButton>
        <RunningTimecode engine={engine} className="text-lg" />
        <Timecode
          seconds={engine.focus ? durationSeconds(engine.focus) : 0}
          className="ml-auto text-muted text-sm"
        />
      </div>
      <PlaybackFailure player={player} />
    </div>
  );
}

function PlayButton({ player: { engine, state }, hint = "" }: { player: Player; hint?: string }) {
  return (
    <IconButton
      label={`${state.playing ? "Pause" : "Play"}${hint}`}
      shape="round"
      tone="primary"
      className="size-14"
      onClick={() => engine.toggle()}
    >
      {state.playing ? (
        <Pause aria-hidden size={24} fill="currentColor" strokeWidth={0} />
      ) : (
        <Play aria-hidden size={24} fill="currentColor" strokeWidth={0} className="translate-x-0.5" />
      )}
    </IconButton>
  );
}

function SpeedButton({ player: { engine, state } }: { player: Player }) {
  return (
    <button
      type="button"
      onClick={() => engine.nextSpeed()}
      aria-label={`Speed ${state.speed}, change`}
      title="Speed"
      className={classNames(
        "min-h-11 min-w-14 rounded-md font-mono text-sm hover:bg-raised",
        state.speed === 1 ? "text-muted" : "text-amber",
      )}
    >
      {state.speed}×
    </button>
  );
}

function PlaybackFailure({ player: { engine, state } }: { player: Player }) {
  if (!state.failed) return null;
  return (
    <Notice
      tone="error"
      what={`${engine.focus?.label ?? "This"} could not be played.`}
      safe="The file itself and every note are safe."
      next="The connection may have broken: try once more."
      action={
        <Button size="small" onClick={() => engine.play()}>
          Try again
        </Button>
      }
    />
  );
}
