import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { sayBodyLength } from "./body-length.ts";
import { changes } from "./changes.ts";
import { clientAddress, clientAddressHeader } from "./client-address.ts";
import { env } from "./env.ts";

const servers = new Set<Server>();

diagnostics.subscribe("http.server.request.start", (message) => {
  const { request, response, server } = message as {
    request: IncomingMessage;
    response: ServerResponse;
    server: Server;
  };
  servers.add(server);
  // Node cuts every request off after five minutes, which no large upload survives; the ingest has its own stall timer.
  server.requestTimeout = 0;
  sayBodyLength(response);
  const peer = request.socket.remoteAddress ?? "unknown";
  request.headers[clientAddressHeader] = clientAddress(
    [request.headers["x-forwarded-for"]].flat().join(","),
    peer,
    env.TRUSTED_PROXIES,
  );
});

process.once("SIGTERM", leave);
process.once("SIGINT", leave);

/** Open event streams would hold the end up, and then their connections, which wait five seconds for another request. */
function leave() {
  changes.close();
  setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 100).unref();
}
