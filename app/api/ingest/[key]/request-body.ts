const stallMs = 30_000;
const drainBytes = 32 << 20;
const drainMs = 5_000;

/** The connection died or fell silent. What it brought is kept. */
export class BrokenBody extends Error {}

/**
 * A body that ends with an error when nothing comes for a while: Node's own limit on a whole request would cut large files
 * off. It is not cancelled when its reader stops early, because that would cut the answer off, too.
 */
export function alive(body: ReadableStream<Uint8Array>): AsyncIterableIterator<Uint8Array> {
  const reader = body.getReader();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () =>
      within(reader.read() as Promise<IteratorResult<Uint8Array>>, stallMs).catch((cause: unknown) => {
        throw new BrokenBody("the body broke off", { cause });
      }),
  };
}

/** Reads what is left of a short body, so that the browser hears the answer. */
export async function drain(body: AsyncIterator<Uint8Array>) {
  const endsAt = Date.now() + drainMs;
  try {
    for (let bytes = 0; bytes < drainBytes && Date.now() < endsAt; ) {
      const next = await within(body.next(), drainMs);
      if (next.done) return;
      bytes += next.value.length;
    }
  } catch {
    // The connection is gone, and with it who would hear.
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("nothing came for a while")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
