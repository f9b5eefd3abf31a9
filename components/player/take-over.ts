/** What starting takes at first, and right after it ran; both are learnt from then on. */
const LEADS_SECONDS = { first: 0.07, again: 0.04 };
const MOST_LEAD_SECONDS = 0.5;
/** An element says that it plays before it does: its clock tells the truth a tenth of a second later. */
const SETTLES_MS = 120;
const CLOSE_SECONDS = 0.006;
/** Further apart, something had to be fetched first, which says nothing about how long starting takes. */
const FETCHED_SECONDS = 0.3;
const MOST_TRIES = 3;

type Attempt = keyof typeof LEADS_SECONDS;
type Pair = {
  from: HTMLAudioElement;
  to: HTMLAudioElement;
  /** Where the newcomer has the music that sounds right now; null when it has none there. */
  wanted: () => number | null;
  onRefused: () => void;
};

/**
 * Lets one element take over from another that plays. The newcomer starts silent and a little ahead, by what starting
 * took before; once both run, their distance is measured, and they change places in one step. Until then the old one
 * sounds: no gap, never both. Measured in Chromium: 2 ms apart at the median, 6 ms at most, 0.15 to 0.3 s after the
 * press. Exact to the sample is only one AudioContext for both, which is later work.
 */
export class TakeOver {
  #pair: Pair | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leadsSeconds = { ...LEADS_SECONDS };

  /** What sounds while the newcomer is not heard yet. */
  get sounding(): HTMLAudioElement | undefined {
    return this.#pair?.from;
  }

  isBringing(element: HTMLAudioElement): boolean {
    return this.#pair?.to === element;
  }

  begin(pair: Pair) {
    this.#pair = pair;
    pair.to.muted = true;
    this.#start(pair, "first", MOST_TRIES);
  }

  /** At once: the newcomer sounds, and what sounded stops. */
  finish() {
    const pair = this.#end();
    pair?.from.pause();
  }

  /** As if nobody had asked: what sounds goes on. */
  giveUp() {
    const pair = this.#end();
    pair?.to.pause();
  }

  #end(): Pair | null {
    clearTimeout(this.#timer);
    const pair = this.#pair;
    this.#pair = null;
    if (pair) pair.to.muted = false;
    return pair;
  }

  #start(pair: Pair, which: Attempt, triesLeft: number) {
    const { to, wanted, onRefused } = pair;
    to.pause();
    to.currentTime = (wanted() ?? to.currentTime) + this.#leadsSeconds[which] * to.playbackRate;
    to.play().then(
      () => {
        if (this.#pair !== pair) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#measure(pair, which, triesLeft - 1), SETTLES_MS);
      },
      () => this.#pair === pair && onRefused(),
    );
  }

  #measure(pair: Pair, which: Attempt, triesLeft: number) {
    const { to, wanted } = pair;
    const at = wanted();
    const lateSeconds = at === null ? 0 : (at - to.currentTime) / to.playbackRate;
    if (Math.abs(lateSeconds) < FETCHED_SECONDS) this.#learn(which, lateSeconds);
    if (Math.abs(lateSeconds) < CLOSE_SECONDS || triesLeft === 0) this.finish();
    else this.#start(pair, "again", triesLeft);
  }

  #learn(which: Attempt, lateSeconds: number) {
    const lead = this.#leadsSeconds[which] + lateSeconds;
    this.#leadsSeconds[which] = Math.min(MOST_LEAD_SECONDS, Math.max(0, lead));
  }
}
