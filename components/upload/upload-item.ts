import type { FileKind } from "@/server/files/schema.ts";

export type ItemState =
  /** Not sent off yet: its kind may still change. It is hashed meanwhile. */
  | { at: "chosen" }
  | { at: "hashing" }
  /** For its turn. */
  | { at: "waiting" }
  | { at: "sending" }
  | { at: "waiting_to_retry"; why: string; retryAtMs: number }
  | { at: "paused"; why?: string }
  | { at: "received" }
  | { at: "checking" }
  | { at: "ready" }
  | { at: "refused"; reason: string };

export type Item = {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly kind: FileKind;
  readonly sizeBytes: number;
  readonly hashedBytes: number;
  readonly sentBytes: number;
  readonly state: ItemState;
};

export type Arrived = { kind: FileKind; name: string; sha256: string };

export type QueueView = {
  readonly items: readonly Item[];
  /** Of what was sent off and not refused. */
  readonly total: {
    files: number;
    receivedFiles: number;
    sizeBytes: number;
    sentBytes: number;
    bytesPerSecond: number | null;
    secondsLeft: number | null;
  };
};

/** What the portal knows of an upload. */
export type SeenUpload = {
  id: string;
  state: "receiving" | "checking" | "kept" | "refused";
  /** Of one that is refused, or that is here and could not be looked into. */
  reason: string | null;
};

export const noView: QueueView = {
  items: [],
  total: { files: 0, receivedFiles: 0, sizeBytes: 0, sentBytes: 0, bytesPerSecond: null, secondsLeft: null },
};

// Browsers make random ids on encrypted pages only, and a studio's own network may do without.
let made = 0;

export const itemOf = (file: File, path: string, kind: FileKind): Item => ({
  id: `item-${++made}`,
  name: file.name,
  path,
  kind,
  sizeBytes: file.size,
  hashedBytes: 0,
  sentBytes: 0,
  state: { at: "chosen" },
});

/** Leaving the page would stop it. */
export const isUnderWay = (item: Item) =>
  ["hashing", "waiting", "sending", "waiting_to_retry"].includes(item.state.at);

const isReceived = (item: Item) => ["received", "checking", "ready"].includes(item.state.at);

export function totalOf(all: readonly Item[], bytesPerSecond: number | null): QueueView["total"] {
  const items = all.filter((i) => i.state.at !== "chosen" && i.state.at !== "refused");
  const sizeBytes = items.reduce((sum, i) => sum + i.sizeBytes, 0);
  const sentBytes = items.reduce((sum, i) => sum + i.sentBytes, 0);
  const isSending = items.some((i) => i.state.at === "sending");
  const speed = isSending ? bytesPerSecond : null;
  return {
    files: items.length,
    receivedFiles: items.filter(isReceived).length,
    sizeBytes,
    sentBytes,
    bytesPerSecond: speed,
    secondsLeft: speed ? (sizeBytes - sentBytes) / speed : null,
  };
}

export function settledState(upload: SeenUpload, at: "received" | "checking"): ItemState {
  switch (upload.state) {
    case "receiving":
      return { at };
    case "checking":
      return upload.reason === null ? { at: "checking" } : { at: "refused", reason: upload.reason };
    case "kept":
      return { at: "ready" };
    case "refused":
      return { at: "refused", reason: upload.reason ?? "It was refused." };
  }
}
