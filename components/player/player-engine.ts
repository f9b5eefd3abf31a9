import { justHeard, otherThan } from "./last-heard.ts";
import type { SampleRange } from "./marker.ts";
import { TakeOver } from "./take-over.ts";
import {
  durationSeconds,
  type PlayerSource,
  sameMusic,
  samePlace,
  sampleAt,
  secondsAt,
  toTimeline,
} from "./timeline.ts";

export type PlayerState = {
  focusId: string;
  playing: boolean;
  speed: number;
  /** On the timeline that the sources share, so that it outlives a switch. */
  loopSeconds: { start: number; end: number } | null;
  /** The browser could not fetch or decode the source in focus. */
  failed: boolean;
};

const SPEEDS = [1, 1.25, 1.5, 2, 0.75];
const STEP_SECONDS = 5;
const AGAIN_MS = 400;
const HAVE_METADATA = 1;

type Voice = { element: HTMLAudioElement; own: boolean; listeners: AbortController };

/** One player for several sources of the same music. Two of them are kept loaded, so that a switch need not wait. */
export class PlayerEngine {
  #sources: readonly PlayerSource[];
  #state: PlayerState;
  #voices = new Map<string, Voice>();
  #stateListeners = new Set<() => void>();
  #positionListeners = new Set<() => void>();
  #frame = 0;
  #takeOver = new TakeOver();
  #heard: readonly string[] = [];
  #forwardAtMs = Number.NEGATIVE_INFINITY;
  #open = false;

  constructor(sources: readonly PlayerSource[], focusId: string) {
    this.#sources = sources;
    const known = sources.some((source) => source.id === focusId);
    const first = known ? focusId : (sources.at(-1)?.id ?? focusId);
    this.#state = { focusId: first, playing: false, speed: 1, loopSeconds: null, failed: false };
  }

  get state(): PlayerState {
    return this.#state;
  }

  get sources(): readonly PlayerSource[] {
    return this.#sources;
  }

  /** Undefined only while there is nothing to play at all. */
  get focus(): PlayerSource | undefined {
    return this.#sources.find((source) => source.id === this.#state.focusId);
  }

  get element(): HTMLAudioElement | null {
    return this.#voices.get(this.#state.focusId)?.element ?? null;
  }

  get positionSeconds(): number {
    return this.element?.currentTime ?? 0;
  }

  get positionSample(): number {
    return this.focus ? sampleAt(this.focus, this.positionSeconds) : 0;
  }

  /** The loop in samples of the source in focus. */
  get loop(): SampleRange | null {
    const loop = this.#state.loopSeconds;
    const focus = this.focus;
    if (!loop || !focus) return null;
    const sample = (seconds: number) => sampleAt(focus, seconds - toTimeline(focus, 0));
    return { startSample: sample(loop.start), endSample: sample(loop.end) };
  }

  onState = (listener: () => void) => {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  };

  /** Called every frame while it plays, and after every seek. */
  onPosition = (listener: () => void) => {
    this.#positionListeners.add(listener);
    return () => void this.#positionListeners.delete(listener);
  };

  /** Takes the page's own audio control over, with whatever it already plays. Returns its release. */
  adopt = (id: string, element: HTMLAudioElement) => {
    this.#release(id);
    this.#hold(id, element, false);
    if (id === this.#state.focusId) this.#set({ playing: !element.paused });
    return () => this.#giveBack(id, element);
  };

  /** The control leaves the page while the player stays: an element of its own takes over, at the same place. */
  #giveBack(id: string, element: HTMLAudioElement) {
    if (this.#voices.get(id)?.element !== element) return;
    this.#release(id);
    if (id === this.#state.focusId) this.#set({ playing: false });
    if (!this.#open) return;
    this.#preload();
    const own = this.#voices.get(id)?.element;
    if (own) seekElement(own, element.currentTime);
  }

  open() {
    this.#open = true;
    this.#preload();
    if (this.#state.playing) this.#tick();
  }

  close() {
    this.#open = false;
    cancelAnimationFrame(this.#frame);
    this.#takeOver.finish();
    for (const [id, voice] of this.#voices) if (voice.own) this.#release(id);
    this.#set({ playing: false });
  }

  update(sources: readonly PlayerSource[]) {
    this.#sources = sources;
    for (const id of this.#voices.keys()) if (!sources.some((source) => source.id === id)) this.#release(id);
    const next = this.focus ? undefined : this.otherId;
    if (next !== undefined) this.#set({ focusId: next, playing: false });
    if (this.#open) this.#preload();
  }

  play() {
    if (this.element?.error) this.element.load();
    this.#set({ failed: false });
    this.element?.play().catch(() => this.#refused());
  }

  pause() {
    this.#takeOver.finish();
    this.element?.pause();
  }

  toggle() {
    if (this.#state.playing) this.pause();
    else this.play();
  }

  seekSeconds(seconds: number) {
    const [element, focus] = [this.element, this.focus];
    if (!element || !focus) return;
    this.#takeOver.finish();
    seekElement(element, Math.min(durationSeconds(focus), Math.max(0, seconds)));
    this.#emitPosition();
  }

  seek(sample: number) {
    if (this.focus) this.seekSeconds(secondsAt(this.focus, sample));
  }

  back() {
    this.seekSeconds(this.positionSeconds - STEP_SECONDS);
  }

  forward() {
    this.seekSeconds(this.positionSeconds + STEP_SECONDS);
  }

  /** Forward; asked again at once while it plays, faster instead. */
  forwardOrFaster() {
    const again = performance.now() - this.#forwardAtMs < AGAIN_MS && this.#state.playing;
    this.#forwardAtMs = performance.now();
    if (again) this.nextSpeed();
    else this.forward();
  }

  setSpeed(speed: number) {
    for (const voice of this.#voices.values()) setElementSpeed(voice.element, speed);
    this.#set({ speed });
  }

  nextSpeed() {
    const at = SPEEDS.indexOf(this.#state.speed);
    this.setSpeed(SPEEDS[(at + 1) % SPEEDS.length] ?? 1);
  }

  setLoop(range: SampleRange | null) {
    const focus = this.focus;
    if (!focus) return;
    const seconds = (sample: number) => toTimeline(focus, secondsAt(focus, sample));
    this.#set({ loopSeconds: range && { start: seconds(range.startSample), end: seconds(range.endSample) } });
  }

  /** The other source at the same musical place, playing on if this one plays. */
  switchTo(id: string) {
    const left = this.focus;
    const to = this.#sources.find((source) => source.id === id);
    if (!left || !to || left.id === to.id) return;
    const from = this.#sounding ?? left;
    const heard = this.#voiceOf(from).element;
    const next = this.#voiceOf(to).element;
    const playing = this.#state.playing;
    this.#heard = justHeard(this.#heard, to.id, left.id);
    this.#set({ focusId: to.id, failed: next.error !== null });
    this.#takeOver.giveUp();
    if (next !== heard) {
      setElementSpeed(next, this.#state.speed);
      seekElement(next, samePlace(from, to, heard.currentTime));
      const wanted = () => sameMusic(from, to, heard.currentTime);
      if (playing) this.#takeOver.begin({ from: heard, to: next, wanted, onRefused: () => this.#refused() });
    }
    this.#preload();
    this.#emitPosition();
  }

  /** Still heard while another one is about to take over. */
  get #sounding(): PlayerSource | undefined {
    const { sounding } = this.#takeOver;
    return sounding && this.#sources.find((source) => this.#voices.get(source.id)?.element === sounding);
  }

  /** Between the two that were heard last. */
  switchToOther() {
    const other = this.otherId;
    if (other) this.switchTo(other);
  }

  get otherId(): string | undefined {
    return otherThan(this.#state.focusId, this.#sources, this.#heard);
  }

  #preload() {
    const wanted = [this.focus?.id, this.otherId, this.#sounding?.id];
    for (const source of this.#sources) {
      if (wanted.includes(source.id)) this.#voiceOf(source).element.preload = "auto";
      else if (this.#voices.get(source.id)?.own) this.#release(source.id);
    }
  }

  #voiceOf(source: PlayerSource): Voice {
    const known = this.#voices.get(source.id);
    if (known) return known;
    const element = document.createElement("audio");
    element.preload = "auto";
    element.src = source.listenUrl;
    return this.#hold(source.id, element, true);
  }

  #hold(id: string, element: HTMLAudioElement, own: boolean): Voice {
    const listeners = new AbortController();
    const on = (type: keyof HTMLMediaElementEventMap, handler: () => unknown) =>
      element.addEventListener(type, () => id === this.#state.focusId && handler(), {
        signal: listeners.signal,
      });
    on("play", () => this.#started());
    on("pause", () => this.#takeOver.isBringing(element) || this.#stopped());
    on("ended", () => this.#stopped());
    on("seeked", () => this.#emitPosition());
    on("timeupdate", () => this.#advance());
    on("loadedmetadata", () => this.#emitPosition());
    on("error", () => this.#failed());
    element.preservesPitch = true;
    const voice = { element, own, listeners };
    this.#voices.set(id, voice);
    return voice;
  }

  #release(id: string) {
    const voice = this.#voices.get(id);
    if (!voice) return;
    voice.listeners.abort();
    if (voice.element === this.#takeOver.sounding) this.#takeOver.finish();
    if (this.#takeOver.isBringing(voice.element)) this.#takeOver.giveUp();
    voice.element.pause();
    this.#voices.delete(id);
    if (!voice.own) return;
    // Without its source an element that nobody holds stops fetching.
    voice.element.removeAttribute("src");
    voice.element.load();
  }

  #started() {
    this.#set({ playing: true, failed: false });
    this.#tick();
  }

  #stopped() {
    cancelAnimationFrame(this.#frame);
    this.#set({ playing: false });
    this.#emitPosition();
  }

  #failed() {
    this.#takeOver.finish();
    this.#set({ failed: true, playing: false });
  }

  /** play() was overtaken by a pause, the browser wants a press first, or loading ahead had failed already. */
  #refused() {
    if (this.element?.error) return this.#failed();
    this.#takeOver.finish();
    this.#set({ playing: this.element?.paused === false });
  }

  #tick() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#advance();
      if (this.#state.playing) this.#tick();
    });
  }

  #advance() {
    const loop = this.loop;
    if (loop && this.#state.playing && this.positionSample >= loop.endSample) this.seek(loop.startSample);
    else this.#emitPosition();
  }

  #set(change: Partial<PlayerState>) {
    const next = { ...this.#state, ...change };
    const keys = Object.keys(change) as (keyof PlayerState)[];
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = next;
    for (const listener of this.#stateListeners) listener();
  }

  #emitPosition() {
    for (const listener of this.#positionListeners) listener();
  }
}

/** The default too, because loading anew goes back to it. */
function setElementSpeed(element: HTMLAudioElement, speed: number) {
  element.defaultPlaybackRate = speed;
  element.playbackRate = speed;
}

/** WebKit forgets a place that is set before it knows the file. */
function seekElement(element: HTMLAudioElement, seconds: number) {
  element.currentTime = seconds;
  if (element.readyState >= HAVE_METADATA) return;
  element.addEventListener("loadedmetadata", () => (element.currentTime = seconds), { once: true });
}
