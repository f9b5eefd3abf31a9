import { createSHA256 } from "hash-wasm";

const reportEveryBytes = 4 << 20;

/** SHA-256 of a file of any size, read in pieces; hexadecimal. */
export async function sha256Of(
  file: Blob,
  onHashed: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = await createSHA256();
  const reader = file.stream().getReader();
  let hashed = 0;
  let reported = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      hash.update(value);
      hashed += value.length;
      if (hashed - reported >= reportEveryBytes) {
        reported = hashed;
        onHashed(hashed);
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  return hash.digest("hex");
}
