type Waiting = { alone: boolean; start(): void };

/** What runs beside each other in one process, but for what has to be alone: it waits for the others, and they for it. */
export class Turns {
  private running = 0;
  private isOneAlone = false;
  /** In the order they came, so that what has to be alone gets its turn. */
  private waiting: Waiting[] = [];

  /** Resolves when it may run, with what ends its turn; rejects when the signal says that nobody waits any more. */
  async take(alone: boolean, signal: AbortSignal): Promise<() => void> {
    let giveUp = () => {};
    try {
      await new Promise<void>((start, reject) => {
        const mine = { alone, start };
        giveUp = () => {
          this.waiting = this.waiting.filter((w) => w !== mine);
          reject(signal.reason);
          this.next();
        };
        if (signal.aborted) return giveUp();
        signal.addEventListener("abort", giveUp);
        this.waiting.push(mine);
        this.next();
      });
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
    return () => {
      this.running--;
      this.isOneAlone = false;
      this.next();
    };
  }

  private next() {
    for (;;) {
      const [first] = this.waiting;
      if (!first || this.isOneAlone || (first.alone && this.running > 0)) return;
      this.waiting.shift();
      this.running++;
      this.isOneAlone = first.alone;
      first.start();
    }
  }
}
