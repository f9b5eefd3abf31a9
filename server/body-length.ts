import type { ServerResponse } from "node:http";

/** Next takes Content-Length off whatever a route handler answers; under this name it comes through to here. */
export const bodyLengthHeader = "x-body-length";

/** Says the length under its own name just before the headers go out, also of a HEAD. */
export function sayBodyLength(response: ServerResponse) {
  const writeHead = response.writeHead;
  response.writeHead = function (this: ServerResponse, ...given: unknown[]) {
    const length = this.getHeader(bodyLengthHeader);
    if (length !== undefined) {
      this.removeHeader(bodyLengthHeader);
      this.setHeader("content-length", String(length));
    }
    return Reflect.apply(writeHead, this, given);
  } as typeof writeHead;
}
