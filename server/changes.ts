import { EventEmitter, on } from "node:events";
import pg from "pg";
import type { Permission } from "./access/permissions.ts";
import { env } from "./env.ts";
import type { Announcement, EventKind } from "./event-kinds.ts";

export type Change = {
  studioId: string;
  streamId: string;
  kind: EventKind | Announcement;
  /** What its reader must be granted: one of these. */
  readers: readonly Permission[];
  songId?: string;
};

/** One LISTEN connection per process, fanned out to every open page. */
class Changes {
  private emitter = new EventEmitter().setMaxListeners(0);
  private connection: Promise<pg.Client> | undefined;
  private stopped = new AbortController();

  /** Ends every open subscription: an open stream would hold a shutdown up. */
  close() {
    this.stopped.abort();
    void this.connection?.then((c) => c.end()).catch(() => {});
  }

  /** Yields `null` once it listens and after every reconnect: whatever came in between was missed, so read again. */
  async *of(studioOrStream: string, signal: AbortSignal): AsyncGenerator<Change | null> {
    const ended = AbortSignal.any([signal, this.stopped.signal]);
    const changes = on(this.emitter, "change", { signal: ended });
    await this.connect();
    yield null;
    try {
      for await (const [change] of changes as AsyncIterable<[Change | null]>) {
        if (change === null || change.streamId === studioOrStream || change.studioId === studioOrStream)
          yield change;
      }
    } catch (error) {
      if (!(error instanceof Error && error.name === "AbortError")) throw error;
    }
  }

  private connect(): Promise<pg.Client> {
    this.connection ??= this.open().catch((error: unknown) => {
      this.connection = undefined;
      throw error;
    });
    return this.connection;
  }

  private async open() {
    const client = new pg.Client({
      connectionString: env.DATABASE_URL,
      keepAlive: true,
      application_name: "changes",
    });
    const reopen = () => {
      if (!this.connection || this.stopped.signal.aborted) return;
      this.connection = undefined;
      setTimeout(
        () => void this.connect().then(() => this.emitter.emit("change", null), reopen),
        500,
      ).unref();
    };
    client.on("error", reopen);
    client.on("end", reopen);
    client.on("notification", (n) => this.emitter.emit("change", JSON.parse(n.payload ?? "null") as Change));
    await client.connect();
    await client.query("listen changes");
    return client;
  }
}

const held = globalThis as unknown as { changes?: Changes };
held.changes ??= new Changes();
export const changes = held.changes;
