import http from "node:http";
import { Readable } from "node:stream";

/** Node has no XMLHttpRequest, and the upload client needs one: the part of it that the client uses, over a real socket. */
export class NodeXhr extends EventTarget {
  upload = new EventTarget();
  status = 0;
  statusText = "";
  responseType = "";
  response: unknown = null;
  private request: http.ClientRequest | undefined;
  private options: { method: string; url: string } | undefined;
  private headers: Record<string, string> = {};
  private aborted = false;

  open(method: string, url: string) {
    this.options = { method, url };
  }

  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }

  send(form: FormData) {
    void this.exchange(form).then(
      () => this.aborted || this.dispatchEvent(new Event("load")),
      () => this.aborted || this.dispatchEvent(new Event("error")),
    );
  }

  abort() {
    this.aborted = true;
    this.request?.destroy();
  }

  private async exchange(form: FormData) {
    if (!this.options) throw new Error("open() comes first");
    const encoded = new Response(form);
    const type = encoded.headers.get("content-type") ?? "";
    const request = http.request(this.options.url, {
      method: this.options.method,
      headers: { ...this.headers, "content-type": type },
      agent: false,
    });
    this.request = request;
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.on("response", resolve).on("error", reject);
    });
    const sent = this.write(request, encoded.body as ReadableStream<Uint8Array>);
    await Promise.race([answered, sent.then(() => answered)]);
    const answer = await answered;
    this.status = answer.statusCode ?? 0;
    this.statusText = answer.statusMessage ?? "";
    const text = await new Response(Readable.toWeb(answer) as ReadableStream).text();
    this.response = parsed(text);
  }

  private async write(request: http.ClientRequest, body: ReadableStream<Uint8Array>) {
    let loaded = 0;
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      await new Promise<void>((resolve, reject) => {
        request.write(chunk, (error) => (error ? reject(error) : resolve()));
      });
      loaded += chunk.length;
      this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded }));
    }
    request.end();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
