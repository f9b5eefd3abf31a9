import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientAddressHeader } from "./client-address.ts";
import { env } from "./env.ts";
import "./web-process.ts";

let seen: IncomingMessage["headers"] = {};
const server = createServer((incoming, answer) => {
  seen = incoming.headers;
  answer.end();
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ask = (headers: Record<string, string>) =>
  new Promise<void>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, host: "127.0.0.1", headers }, (answer) => answer.resume().on("end", resolve))
      .on("error", reject)
      .end();
  });

test("no request is cut off after five minutes", async () => {
  server.requestTimeout = 300_000;
  await ask({});
  expect(server.requestTimeout).toBe(0);
});

test("a client's address is the one that it connects from, whatever it claims", async () => {
  await ask({ [clientAddressHeader]: "1.2.3.4", "x-forwarded-for": "1.2.3.4" });
  expect(seen[clientAddressHeader]).toBe("127.0.0.1");
});

test("behind a trusted proxy it is the one that the proxy saw", async () => {
  env.TRUSTED_PROXIES = 1;
  await ask({ "x-forwarded-for": "6.6.6.6, 1.2.3.4" });
  env.TRUSTED_PROXIES = 0;
  expect(seen[clientAddressHeader]).toBe("1.2.3.4");
});
