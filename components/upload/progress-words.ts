import { bytesText } from "@/components/ui/bytes-text.ts";
import type { Item, QueueView } from "./upload-item.ts";

/** What a row says of its file. */
export function stateWords({ state, sizeBytes, sentBytes, hashedBytes }: Item, nowMs: number): string {
  switch (state.at) {
    case "chosen":
      return bytesText(sizeBytes);
    case "hashing":
      return hashedBytes === 0 ? "Waits for its turn" : `Reading: ${ofWhole(hashedBytes, sizeBytes)}`;
    case "waiting":
      return "Waits for its turn";
    case "sending":
      return ofWhole(sentBytes, sizeBytes);
    case "waiting_to_retry":
      return `${state.why} ${retryWords(state.retryAtMs - nowMs)}`;
    case "paused":
      return state.why ?? `Paused at ${ofWhole(sentBytes, sizeBytes)}`;
    case "received":
      return "Received";
    case "checking":
      return "Checking";
    case "ready":
      return "Ready";
    case "refused":
      return state.reason;
  }
}

/** "412 MB of 1.20 GB, 38.1 MB/s, 21 s left" */
export function totalWords({
  sentBytes,
  sizeBytes,
  bytesPerSecond,
  secondsLeft,
}: QueueView["total"]): string {
  return [
    ofWhole(sentBytes, sizeBytes),
    bytesPerSecond === null ? "" : `${bytesText(Math.round(bytesPerSecond))}/s`,
    secondsLeft === null ? "" : timeLeftWords(secondsLeft),
  ]
    .filter(Boolean)
    .join(", ");
}

export function timeLeftWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  return minutes % 60 === 0
    ? `${minutes / 60} h left`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}

/** For ears, and seldom: it changes when something happened, never with the bytes. */
export function announcement({ items, total }: QueueView): string {
  const count = (at: Item["state"]["at"]) => items.filter((i) => i.state.at === at).length;
  const [chosen, sending, waiting, retrying, paused, refused] = [
    count("chosen"),
    count("sending"),
    count("waiting") + count("hashing"),
    count("waiting_to_retry"),
    count("paused"),
    count("refused"),
  ];
  const refusedWords =
    refused === 0 ? "" : ` ${files(refused)} refused; the reasons stand below their names.`;
  if (sending > 0) return `Sending ${files(sending + waiting + retrying)}.${refusedWords}`;
  if (retrying > 0)
    return `Sending stopped for a moment and goes on by itself. Nothing is lost.${refusedWords}`;
  if (paused > 0) return `Paused.${refusedWords}`;
  if (waiting > 0) return `Reading ${files(waiting)}.${refusedWords}`;
  if (chosen > 0) return `${files(chosen)} chosen, not sent yet.${refusedWords}`;
  if (total.files > 0) return `${files(total.receivedFiles)} arrived.${refusedWords}`;
  return refusedWords.trim();
}

export const files = (n: number) => `${n} file${n === 1 ? "" : "s"}`;

const ofWhole = (part: number, whole: number) => `${bytesText(part)} of ${bytesText(whole)}`;

const retryWords = (ms: number) =>
  ms < 1000 ? "Trying again." : `Trying again in ${Math.ceil(ms / 1000)} s.`;
