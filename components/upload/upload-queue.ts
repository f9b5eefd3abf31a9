import type { FileKind } from "@/server/files/schema.ts";
import { Pace } from "./pace.ts";
import type { Chosen } from "./read-dropped.ts";
import { UploadError } from "./upload-error.ts";
import {
  type Arrived,
  type Item,
  isUnderWay,
  itemOf,
  noView,
  type QueueView,
  type SeenUpload,
  settledState,
  totalOf,
} from "./upload-item.ts";

export type Hash = (file: File, onHashed: (bytes: number) => void, signal: AbortSignal) => Promise<string>;
export type Send = (
  file: File,
  what: { kind: FileKind; sha256: string },
  onSent: (bytes: number) => void,
  signal: AbortSignal,
) => Promise<{ uploadId: string }>;

type Ports = {
  hash: Hash;
  /** Throws a UploadError. */
  send: Send;
  nowMs?: () => number;
  retryDelayMs?: (tries: number) => number;
  atOnce?: number;
};

type Work = {
  item: Item;
  file: File;
  sha256?: string;
  uploadId?: string;
  /** What is under way for this file; whatever an older attempt still reports is not listened to. */
  attempt?: AbortController;
  /** One of the few that may send. Kept while nobody answers: the next file would fare no better. */
  hasTurn: boolean;
  tries: number;
  retry?: ReturnType<typeof setTimeout>;
};

const drawEveryMs = 100;
/** A stumble far into a file is a new one, not the tenth of a row. */
const forgivingBytes = 8 << 20;

/** Sends files two or three at a time, each by itself, so that one that fails stops none. */
export class UploadQueue {
  private works: Work[] = [];
  private view = noView;
  private listeners = new Set<() => void>();
  private pace = new Pace();
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private nowMs: () => number;
  private retryDelayMs: (tries: number) => number;
  private atOnce: number;

  constructor(private ports: Ports) {
    this.nowMs = ports.nowMs ?? (() => performance.now());
    this.retryDelayMs = ports.retryDelayMs ?? backoffMs;
    this.atOnce = ports.atOnce ?? 3;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  snapshot = (): QueueView => this.view;

  /** The same file chosen twice is in the list once. */
  add(chosen: readonly (Chosen & { kind: FileKind })[]) {
    for (const { file, path, kind } of chosen) {
      const same = this.works.find((w) => w.item.path === path && isSameFile(w.file, file));
      if (same && same.item.state.at !== "refused") continue;
      if (same) this.remove(same.item.id);
      this.works.push({ item: itemOf(file, path, kind), file, hasTurn: false, tries: 0 });
    }
    this.changed();
  }

  setKind(id: string, kind: FileKind) {
    const work = this.find(id);
    if (work?.item.state.at === "chosen") this.put(work, { kind });
    this.changed();
  }

  /** Sends off whatever was chosen. */
  start() {
    for (const work of this.works) if (work.item.state.at === "chosen") this.goOn(work);
    this.changed();
  }

  pause(id?: string) {
    for (const work of this.these(id)) {
      if (!isUnderWay(work.item)) continue;
      this.halt(work);
      this.put(work, { state: { at: "paused" } });
    }
    this.changed();
  }

  resume(id?: string) {
    for (const work of this.these(id)) if (work.item.state.at === "paused") this.goOn(work);
    this.changed();
  }

  /** Does not wait for the next try: someone pressed the button, or the connection is back. */
  retryNow(id?: string) {
    for (const work of this.these(id)) {
      if (work.item.state.at !== "waiting_to_retry") continue;
      this.halt(work);
      this.goOn(work);
    }
    this.changed();
  }

  /** Takes a file off the list, and says what the portal may hold of it. */
  remove(id: string): { uploadId: string | undefined; sha256: string | undefined; item: Item } | undefined {
    const work = this.find(id);
    if (!work) return undefined;
    this.halt(work);
    this.works = this.works.filter((w) => w !== work);
    this.changed();
    return { uploadId: work.uploadId, sha256: work.sha256, item: work.item };
  }

  removeReady() {
    this.works = this.works.filter((w) => w.item.state.at !== "ready");
    this.changed();
  }

  /** What happened to the received files since. */
  settle(seen: readonly SeenUpload[]) {
    const byId = new Map(seen.map((upload) => [upload.id, upload]));
    for (const work of this.works) {
      const upload = work.uploadId === undefined ? undefined : byId.get(work.uploadId);
      const { at } = work.item.state;
      if (upload && (at === "received" || at === "checking"))
        this.put(work, { state: settledState(upload, at) });
    }
    this.changed();
  }

  /** What the portal holds now of what was sent from here. */
  arrived(): Arrived[] {
    return this.works.flatMap(({ item, sha256 }) =>
      item.state.at === "ready" && sha256 !== undefined ? [{ kind: item.kind, name: item.name, sha256 }] : [],
    );
  }

  close() {
    this.closed = true;
    for (const work of this.works) this.halt(work);
    clearTimeout(this.drawing);
    this.listeners.clear();
  }

  /** Brings under way what may be: one file is hashed at a time, a few are sent. */
  private pump() {
    if (this.closed) return;
    const isHashing = this.works.some((w) => w.attempt && w.sha256 === undefined);
    const toHash = this.works.filter((w) => w.sha256 === undefined && !w.attempt);
    const next =
      toHash.find((w) => w.item.state.at === "hashing") ?? toHash.find((w) => w.item.state.at === "chosen");
    if (!isHashing && next) void this.hash(next);
    for (const work of this.works) {
      if (this.works.filter((w) => w.hasTurn).length >= this.atOnce) break;
      if (work.item.state.at === "waiting" && !this.twinIsSending(work)) void this.send(work);
    }
  }

  private async hash(work: Work) {
    const attempt = this.begin(work);
    const onHashed = (bytes: number) => {
      if (work.attempt === attempt) this.put(work, { hashedBytes: bytes });
      this.drawSoon();
    };
    try {
      const sha256 = await this.ports.hash(work.file, onHashed, attempt.signal);
      if (work.attempt !== attempt) return;
      work.sha256 = sha256;
      this.put(work, { hashedBytes: work.file.size });
      if (work.item.state.at === "hashing") this.put(work, { state: { at: "waiting" } });
    } catch {
      if (work.attempt !== attempt) return;
      this.put(work, { state: { at: "refused", reason: unreadable } });
    }
    delete work.attempt;
    this.changed();
  }

  private async send(work: Work) {
    const { sha256 } = work;
    if (sha256 === undefined) return;
    const attempt = this.begin(work);
    work.hasTurn = true;
    this.put(work, { state: { at: "sending" } });
    let from: number | undefined;
    const onSent = (bytes: number) => {
      if (work.attempt !== attempt) return;
      from ??= bytes;
      if (bytes - from > forgivingBytes) work.tries = 0;
      this.pace.add(Math.max(0, bytes - Math.max(from, work.item.sentBytes)), this.nowMs());
      this.put(work, { sentBytes: bytes });
      this.drawSoon();
    };
    try {
      const { uploadId } = await this.ports.send(
        work.file,
        { kind: work.item.kind, sha256 },
        onSent,
        attempt.signal,
      );
      if (work.attempt !== attempt) return;
      work.uploadId = uploadId;
      this.put(work, { state: { at: "received" }, sentBytes: work.file.size });
      work.hasTurn = false;
    } catch (error) {
      if (work.attempt !== attempt) return;
      await this.onSendFailure(
        work,
        attempt,
        error instanceof UploadError ? error : new UploadError("trouble", unknownTrouble),
      );
      if (work.attempt !== attempt) return;
    }
    delete work.attempt;
    this.changed();
  }

  private async onSendFailure(work: Work, attempt: AbortController, failure: UploadError) {
    const readable = await isReadable(work.file);
    if (work.attempt !== attempt) return;
    work.hasTurn = readable && failure.kind === "unanswered";
    if (failure.kind === "refused")
      return this.put(work, { state: { at: "refused", reason: failure.words } });
    if (!readable) return this.put(work, { state: { at: "refused", reason: unreadable } });
    if (failure.kind === "signed_out") return this.put(work, { state: { at: "paused", why: failure.words } });
    const delayMs = this.retryDelayMs(++work.tries);
    this.put(work, {
      state: { at: "waiting_to_retry", why: failure.words, retryAtMs: this.nowMs() + delayMs },
    });
    work.retry = setTimeout(() => this.retryNow(work.item.id), delayMs);
  }

  private goOn(work: Work) {
    this.put(work, { state: { at: work.sha256 === undefined ? "hashing" : "waiting" } });
  }

  private begin(work: Work): AbortController {
    work.attempt = new AbortController();
    return work.attempt;
  }

  private halt(work: Work) {
    clearTimeout(work.retry);
    const attempt = work.attempt;
    delete work.attempt;
    attempt?.abort();
    work.hasTurn = false;
  }

  /** The same content under the same name is one upload to the portal: the second waits, and then nothing is sent. */
  private twinIsSending(work: Work): boolean {
    return this.works.some(
      (w) =>
        w.hasTurn &&
        w.sha256 === work.sha256 &&
        w.item.name === work.item.name &&
        w.item.kind === work.item.kind,
    );
  }

  private find = (id: string) => this.works.find((w) => w.item.id === id);
  private these = (id?: string) =>
    id === undefined ? this.works : this.works.filter((w) => w.item.id === id);

  private put(work: Work, change: Partial<Item>) {
    work.item = { ...work.item, ...change };
  }

  private changed() {
    this.pump();
    this.draw();
  }

  private drawSoon() {
    this.drawing ??= setTimeout(() => this.draw(), drawEveryMs);
  }

  private draw() {
    clearTimeout(this.drawing);
    this.drawing = undefined;
    if (this.closed) return;
    const items = this.works.map((w) => w.item);
    this.view = { items, total: totalOf(items, this.pace.bytesPerSecond(this.nowMs())) };
    for (const listener of this.listeners) listener();
  }
}

const unreadable =
  "It could not be read: it was moved, changed or put away since it was chosen. Nothing of it was kept; choose it again.";
const unknownTrouble = "Something went wrong on the way. What arrived is kept.";

const isSameFile = (a: File, b: File) =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

/** Browsers hold on to a file by its size and time: one that changed on the disk can no longer be read. */
const isReadable = (file: File) =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** 1 s, 2 s, 4 s … 30 s, a little apart from each other so that files do not come back all at once. */
const backoffMs = (tries: number) => Math.min(30_000, 1000 * 2 ** (tries - 1)) * (0.85 + Math.random() * 0.3);
