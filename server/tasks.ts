import type { Task, TaskList } from "graphile-worker";
import { begin, end, type Handlers, isSuspect, type JobName, NotOwnerAnymore, whileOwner } from "./queue.ts";
import { Turns } from "./turns.ts";

/** Of this process, whatever lanes it has. */
const turns = new Turns();

/** The handlers as the queue calls them, each with its own attempt. `onGhost` ends the process. */
export function tasksOf(handlers: Partial<Handlers>, onGhost: () => Promise<never> = endAsGhost): TaskList {
  const names = Object.keys(handlers) as JobName[];
  return Object.fromEntries(names.map((name) => [name, taskOf(handlers[name] as Handle, onGhost)]));
}

export const ghostExitCode = 75;

type Handle = (payload: unknown, attempt: Parameters<Handlers[JobName]>[1]) => Promise<void>;

function taskOf(handle: Handle, onGhost: () => Promise<never>): Task {
  return async (payload, { job, abortSignal }) => {
    const owner = { id: job.id, lockedBy: job.locked_by ?? "", attempts: job.attempts };
    const signal = abortSignal ?? new AbortController().signal;
    const alone = await isSuspect(owner);
    const endTurn = await turns.take(alone, signal);
    try {
      await begin(owner, alone ? "alone" : "running");
      try {
        await handle(payload, {
          key: `${owner.id}.${owner.lockedBy}.${owner.attempts}`,
          signal,
          fenced: (write) => whileOwner(owner, write),
          last: job.attempts >= job.max_attempts,
        });
      } finally {
        // A stopped attempt says nothing about its job; `leave` clears it.
        if (!signal.aborted) await end(owner).catch((error: unknown) => console.error(error));
      }
    } catch (error) {
      if (!(error instanceof NotOwnerAnymore)) throw error;
      // Returning or throwing would let the queue settle a job that another worker has now.
      console.error(error.message);
      await onGhost();
    } finally {
      endTurn();
    }
  };
}

async function endAsGhost(): Promise<never> {
  process.exit(ghostExitCode);
}
