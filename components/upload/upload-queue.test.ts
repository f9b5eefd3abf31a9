import { expect, onTestFinished, test, vi } from "vitest";
import { UploadError } from "./upload-error.ts";
import { type Send, UploadQueue } from "./upload-queue.ts";

/** A portal in the test's hand: every sending waits until the test settles it. */
function makeQueue(atOnce = 2) {
  const sendings: {
    name: string;
    signal: AbortSignal;
    sent: (bytes: number) => void;
    done: () => void;
    fail: (e: Error) => void;
  }[] = [];
  const send: Send = (file, { sha256 }, onSent, signal) =>
    new Promise((resolve, reject) => {
      sendings.push({
        name: file.name,
        signal,
        sent: onSent,
        done: () => resolve({ uploadId: `upload of ${sha256}` }),
        fail: reject,
      });
    });
  const queue = new UploadQueue({
    send,
    hash: async (file, onHashed) => {
      onHashed(file.size);
      return `hash of ${await file.text()}`;
    },
    retryDelayMs: (tries) => tries * 1000,
    atOnce,
  });
  onTestFinished(() => queue.close());
  const states = () => Object.fromEntries(queue.snapshot().items.map((i) => [i.path, i.state.at]));
  const sendingOf = async (name: string) => {
    await vi.waitFor(() => expect(sendings.some((s) => s.name === name && !s.signal.aborted)).toBe(true));
    const found = sendings.findLast((s) => s.name === name);
    if (!found) throw new Error(`${name} is not being sent`);
    return found;
  };
  const idOf = (path: string) => queue.snapshot().items.find((i) => i.path === path)?.id ?? "";
  return { queue, sendings, states, sendingOf, idOf };
}

const chosen = (path: string, content = path) => ({
  file: new File([content], path.split("/").at(-1) ?? path, { lastModified: 1 }),
  path,
  kind: "stem" as const,
});
const until = (assertion: () => void) => vi.waitFor(assertion);

test("nothing is sent before the person sends it off, and until then the kind may change", async () => {
  const { queue, sendings, states, idOf, sendingOf } = makeQueue();
  queue.add([chosen("a.wav")]);
  queue.setKind(idOf("a.wav"), "rough_mix");
  await until(() => expect(queue.snapshot().items[0]?.hashedBytes).toBe(5));
  expect(states()).toEqual({ "a.wav": "chosen" });
  expect(sendings).toEqual([]);
  queue.start();
  await sendingOf("a.wav");
  queue.setKind(idOf("a.wav"), "stem");
  expect(queue.snapshot().items[0]?.kind).toBe("rough_mix");
});

test("only a few are sent at a time, in order", async () => {
  const { queue, states, sendingOf } = makeQueue(2);
  queue.add(["a", "b", "c", "d"].map((n) => chosen(n)));
  queue.start();
  await until(() => expect(states()).toEqual({ a: "sending", b: "sending", c: "waiting", d: "waiting" }));
  (await sendingOf("b")).done();
  await until(() => expect(states()).toEqual({ a: "sending", b: "received", c: "sending", d: "waiting" }));
});

test("a refused file keeps its reason and stops no other", async () => {
  const { queue, states, sendingOf } = makeQueue(1);
  queue.add(["bad", "good"].map((n) => chosen(n)));
  queue.start();
  (await sendingOf("bad")).fail(new UploadError("refused", "The file is empty."));
  (await sendingOf("good")).done();
  await until(() => expect(states()).toEqual({ bad: "refused", good: "received" }));
  expect(queue.snapshot().items[0]?.state).toEqual({ at: "refused", reason: "The file is empty." });
  expect(queue.snapshot().total).toMatchObject({ files: 1, receivedFiles: 1, sizeBytes: 4, sentBytes: 4 });
});

test("while nobody answers, a file keeps its turn; when the portal answers with trouble, the next one gets it", async () => {
  const { queue, states, sendingOf } = makeQueue(1);
  queue.add(["a", "b"].map((n) => chosen(n)));
  queue.start();
  (await sendingOf("a")).fail(new UploadError("unanswered", "The connection was lost."));
  await until(() => expect(states()).toEqual({ a: "waiting_to_retry", b: "waiting" }));
  queue.retryNow();
  (await sendingOf("a")).fail(new UploadError("trouble", "The disk is full."));
  await until(() => expect(states()).toEqual({ a: "waiting_to_retry", b: "sending" }));
});

test("a file waits longer after each failure in a row, and tries again by itself", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { queue, sendings, states } = makeQueue(1);
  queue.add([chosen("a")]);
  queue.start();
  for (const [tries, delayMs] of [1000, 2000, 3000].entries()) {
    await settle(() => sendings.length === tries + 1);
    sendings.at(-1)?.fail(new UploadError("unanswered", "The connection was lost."));
    await settle(() => states().a === "waiting_to_retry");
    vi.advanceTimersByTime(delayMs - 1);
    expect(states()).toEqual({ a: "waiting_to_retry" });
    vi.advanceTimersByTime(1);
    expect(states()).toEqual({ a: "sending" });
  }
});

test("pausing breaks the sending off; resuming starts it anew and does not hash again", async () => {
  const { queue, sendings, states, sendingOf, idOf } = makeQueue(1);
  queue.add(["a", "b"].map((n) => chosen(n)));
  queue.start();
  const first = await sendingOf("a");
  queue.pause(idOf("a"));
  expect(first.signal.aborted).toBe(true);
  await until(() => expect(states()).toEqual({ a: "paused", b: "sending" }));
  first.sent(1);
  first.done();
  first.fail(new Error("an old sending is not listened to"));
  queue.resume(idOf("a"));
  expect(states()).toEqual({ a: "waiting", b: "sending" });
  (await sendingOf("b")).done();
  await until(() => expect(sendings.length).toBe(3));
  (await sendingOf("a")).done();
  await until(() => expect(states()).toEqual({ a: "received", b: "received" }));
});

test("signed out, a file pauses with the reason until the person resumes", async () => {
  const { queue, sendingOf, states } = makeQueue();
  queue.add([chosen("a")]);
  queue.start();
  (await sendingOf("a")).fail(new UploadError("signed_out", "You are signed out."));
  await until(() =>
    expect(queue.snapshot().items[0]?.state).toEqual({ at: "paused", why: "You are signed out." }),
  );
  queue.resume();
  (await sendingOf("a")).done();
  await until(() => expect(states()).toEqual({ a: "received" }));
});

test("the same file chosen twice is there once; the same content under one name is sent one after the other", async () => {
  const { queue, states, sendingOf } = makeQueue(3);
  queue.add([
    chosen("A/kick.wav", "boom"),
    chosen("A/kick.wav", "boom"),
    chosen("B/kick.wav", "boom"),
    chosen("C/kick.wav", "bang"),
  ]);
  queue.start();
  await until(() =>
    expect(states()).toEqual({ "A/kick.wav": "sending", "B/kick.wav": "waiting", "C/kick.wav": "sending" }),
  );
  queue.pause();
  queue.remove(queue.snapshot().items[2]?.id ?? "");
  queue.resume();
  (await sendingOf("kick.wav")).done();
  await until(() => expect(states()).toEqual({ "A/kick.wav": "received", "B/kick.wav": "sending" }));
});

test("a received file follows what the portal says of it", async () => {
  const { queue, states, sendingOf } = makeQueue();
  queue.add(["a", "b"].map((n) => chosen(n)));
  queue.start();
  for (const name of ["a", "b"]) (await sendingOf(name)).done();
  await until(() => expect(states()).toEqual({ a: "received", b: "received" }));
  queue.settle([{ id: "upload of hash of a", state: "checking", reason: null }]);
  expect(states()).toEqual({ a: "checking", b: "received" });
  queue.settle([
    { id: "upload of hash of a", state: "kept", reason: null },
    { id: "upload of hash of b", state: "refused", reason: "This is a playlist." },
  ]);
  expect(queue.snapshot().items.map((i) => i.state)).toEqual([
    { at: "ready" },
    { at: "refused", reason: "This is a playlist." },
  ]);
  expect(queue.arrived()).toEqual([{ kind: "stem", name: "a", sha256: "hash of a" }]);
});

test("a file that can no longer be read is refused, and not tried for ever", async () => {
  const { queue, sendingOf } = makeQueue();
  const gone = chosen("a");
  queue.add([gone]);
  queue.start();
  const sending = await sendingOf("a");
  // What a browser does once a file changed on the disk.
  gone.file.slice = () =>
    ({ arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) }) as unknown as Blob;
  sending.fail(new UploadError("unanswered", "The connection was lost."));
  await until(() => expect(queue.snapshot().items[0]?.state.at).toBe("refused"));
});

test("after closing nothing is sent and nobody is told", async () => {
  const { queue, sendingOf, sendings } = makeQueue(1);
  queue.add(["a", "b"].map((n) => chosen(n)));
  queue.start();
  const sending = await sendingOf("a");
  const listener = vi.fn();
  queue.subscribe(listener);
  queue.close();
  expect(sending.signal.aborted).toBe(true);
  sending.done();
  await new Promise(setImmediate);
  expect(sendings.length).toBe(1);
  expect(listener).not.toHaveBeenCalled();
});

/** With timers standing still, promises still settle in turns of the event loop. */
async function settle(condition: () => boolean) {
  for (let turns = 0; turns < 1000 && !condition(); turns++) await new Promise(setImmediate);
  expect(condition()).toBe(true);
}
