import { expect, test } from "vitest";
import { announcement, stateWords, timeLeftWords, totalWords } from "./progress-words.ts";
import type { Item, ItemState } from "./upload-item.ts";

const item = (state: ItemState): Item => ({
  id: "1",
  name: "Kick.wav",
  path: "Stems/Kick.wav",
  kind: "stem",
  sizeBytes: 120_000_000,
  hashedBytes: 60_000_000,
  sentBytes: 41_200_000,
  state,
});

test.each<[ItemState, string]>([
  [{ at: "chosen" }, "120 MB"],
  [{ at: "hashing" }, "Reading: 60.0 MB of 120 MB"],
  [{ at: "sending" }, "41.2 MB of 120 MB"],
  [
    { at: "waiting_to_retry", why: "The connection was lost.", retryAtMs: 9000 },
    "The connection was lost. Trying again in 8 s.",
  ],
  [
    { at: "waiting_to_retry", why: "The connection was lost.", retryAtMs: 500 },
    "The connection was lost. Trying again.",
  ],
  [{ at: "paused" }, "Paused at 41.2 MB of 120 MB"],
  [{ at: "paused", why: "You are signed out." }, "You are signed out."],
  [{ at: "checking" }, "Checking"],
  [{ at: "refused", reason: "The file is empty." }, "The file is empty."],
])("%o reads: %s", (state, words) => {
  expect(stateWords(item(state), 1000)).toBe(words);
});

test("the total names bytes, speed and time left, as far as they are known", () => {
  const total = { files: 2, receivedFiles: 0, sizeBytes: 1_200_000_000, sentBytes: 412_000_000 };
  expect(totalWords({ ...total, bytesPerSecond: 38_123_456.7, secondsLeft: 20.7 })).toBe(
    "412 MB of 1.20 GB, 38.1 MB/s, 21 s left",
  );
  expect(totalWords({ ...total, bytesPerSecond: null, secondsLeft: null })).toBe("412 MB of 1.20 GB");
});

test.each([
  [0, "1 s left"],
  [59.2, "60 s left"],
  [61, "2 min left"],
  [3600, "1 h left"],
  [4801, "1 h 21 min left"],
])("%d seconds read: %s", (seconds, words) => {
  expect(timeLeftWords(seconds)).toBe(words);
});

test("what is announced changes with what happened and not with the bytes", () => {
  const total = { files: 1, receivedFiles: 0, sizeBytes: 1, sentBytes: 0, bytesPerSecond: 1, secondsLeft: 1 };
  const said = (...states: ItemState[]) => announcement({ items: states.map(item), total });
  expect(said({ at: "sending" })).toBe("Sending 1 file.");
  expect(announcement({ items: [item({ at: "sending" })], total: { ...total, sentBytes: 1 } })).toBe(
    "Sending 1 file.",
  );
  expect(said({ at: "sending" }, { at: "ready" }, { at: "waiting" })).toBe("Sending 2 files.");
  expect(said({ at: "sending" }, { at: "ready" })).toBe("Sending 1 file.");
  expect(said({ at: "chosen" }, { at: "chosen" })).toBe("2 files chosen, not sent yet.");
  expect(said({ at: "waiting_to_retry", why: "", retryAtMs: 0 })).toContain("goes on by itself");
  expect(said({ at: "ready" }, { at: "refused", reason: "" })).toContain("1 file refused");
  expect(announcement({ items: [], total: { ...total, files: 0 } })).toBe("");
});
