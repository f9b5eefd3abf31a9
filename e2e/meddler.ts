// Stands between a browser and the portal, as a broken box on the way would, and changes the files that are sent.
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Meddling = (body: Buffer) => Buffer;

export async function startMeddler() {
  let meddle: Meddling | null = null;
  const server = http.createServer(async (request, response) => {
    const { method, headers, url = "" } = request;
    const body = method === "PUT" && meddle ? meddle(await buffer(request)) : null;
    if (body) headers["content-length"] = String(body.length);
    const onward = http.request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    if (body) onward.end(body);
    else request.pipe(onward);
  });
  // What the journey asks by itself, outside the page, goes through a tunnel.
  server.on("connect", ({ url = "" }, socket) => {
    const [host = "", port] = url.split(":");
    const onward = net.connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on("error", () => [socket, onward].map((s) => s.destroy()));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    with(meddling: Meddling | null) {
      meddle = meddling;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** In the middle of the body lies the file itself, not the form around it. */
export const alterOneByte: Meddling = (body) => {
  const at = body.length >> 1;
  body.writeUInt8(body.readUInt8(at) ^ 1, at);
  return body;
};

export const loseSomeBytes: Meddling = (body) => {
  const at = body.length >> 1;
  return Buffer.concat([body.subarray(0, at), body.subarray(at + 1000)]);
};
