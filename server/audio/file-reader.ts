import { closeSync, fsyncSync, openSync } from "node:fs";
import { open } from "node:fs/promises";

/** Random access to a file's bytes, so that the header parsers stay pure. Reads short at the end of the file. */
export type Reader = { size: number; read(offset: number, length: number): Promise<Buffer> };

export async function withReader<T>(path: string, use: (reader: Reader) => Promise<T>): Promise<T> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    return await use({
      size,
      async read(offset, length) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}

/** A render is done when it would survive a power cut. */
export function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
