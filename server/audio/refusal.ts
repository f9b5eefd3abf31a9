import type { MediaRefusal, MediaRefusalCode } from "./types.ts";

/** Thrown inside the engine when the file, not the machine, is at fault. */
export class MediaRefused extends Error {
  readonly code: MediaRefusalCode;

  constructor(code: MediaRefusalCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "MediaRefused";
    this.code = code;
  }

  toRefusal(): MediaRefusal {
    return { ok: false, code: this.code, reason: this.message };
  }
}
