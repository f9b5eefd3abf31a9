import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { bodyLengthHeader, sayBodyLength } from "./body-length.ts";

test("a length comes out as Content-Length, for GET and HEAD, and answers without one are left alone", async () => {
  const server = http.createServer((request, response) => {
    sayBodyLength(response);
    if (request.url === "/known") response.setHeader(bodyLengthHeader, ["5"]);
    response.flushHeaders();
    response.end(request.method === "HEAD" ? undefined : "bytes");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  for (const method of ["GET", "HEAD"]) {
    const known = await fetch(`${origin}/known`, { method });
    expect(known.headers.get("content-length")).toBe("5");
    expect(known.headers.get(bodyLengthHeader)).toBeNull();
    expect(await known.text()).toBe(method === "GET" ? "bytes" : "");
    const unknown = await fetch(`${origin}/unknown`, { method });
    expect(unknown.headers.get("content-length")).toBeNull();
    await unknown.text();
  }
});
