import type { Task, TaskList } from "graphile-worker";
import { type Handlers, type JobName, NotOwnerAnymore, whileOwner } from "./queue.ts";

const ghostExitCode = 75;

/** The handlers as the queue calls them, each with its own attempt. */
export function tasksOf(handlers: Partial<Handlers>): TaskList {
  const names = Object.keys(handlers) as JobName[];
  return Object.fromEntries(names.map((name) => [name, taskOf(handlers[name] as Handle)]));
}

type Handle = (payload: unknown, attempt: Parameters<Handlers[JobName]>[1]) => Promise<void>;

function taskOf(handle: Handle): Task {
  return async (payload, { job, abortSignal }) => {
    const owner = { id: job.id, lockedBy: job.locked_by ?? "", attempts: job.attempts };
    try {
      await handle(payload, {
        key: `${owner.id}.${owner.lockedBy}.${owner.attempts}`,
        signal: abortSignal ?? new AbortController().signal,
        fenced: (write) => whileOwner(owner, write),
        last: job.attempts >= job.max_attempts,
      });
    } catch (error) {
      if (!(error instanceof NotOwnerAnymore)) throw error;
      // Returning or throwing would let the queue settle a job that another worker has now.
      console.error(error.message);
      process.exit(ghostExitCode);
    }
  };
}
