import { createServer, request } from "node:http";
import type { IncomingMessage, RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

/** PEM. */
export type Tls = { readonly key: string; readonly cert: string };

/**
 * A reverse proxy in front of a server, as a careless one would be set up: it passes everything on,
 * WebSockets included, except what begins with `lost`, which it answers with 404.
 * With key and certificate it speaks TLS.
 */
export class Gateway {
  readonly #server: ReturnType<typeof createServer>;

  readonly #scheme: string;

  private constructor(server: ReturnType<typeof createServer>, scheme: string) {
    this.#server = server;
    this.#scheme = scheme;
  }

  static async open(target: string, lost: string | null, tls?: Tls): Promise<Gateway> {
    const { hostname, port } = new URL(target);
    const isLost = (url = "") => lost !== null && url.startsWith(lost);
    const pass: RequestListener = (incoming, outgoing) => {
      if (isLost(incoming.url)) return void outgoing.writeHead(404).end();
      const { method, headers, url: path } = incoming;
      const passed = request({ hostname, port, method, headers, path }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on("error", () => outgoing.destroy());
      incoming.pipe(passed);
    };
    const server = tls ? createTlsServer(tls, pass) : createServer(pass);
    server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (isLost(incoming.url)) {
        socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      const passed = connect(Number(port), hostname, () => {
        const { rawHeaders, url } = incoming;
        const lines = Array.from(
          { length: rawHeaders.length / 2 },
          (_, i) => `${rawHeaders[2 * i]}: ${rawHeaders[2 * i + 1]}`,
        );
        passed.write(`GET ${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
        passed.write(head);
        passed.pipe(socket).pipe(passed);
      });
      passed.on("error", () => socket.destroy());
      socket.on("error", () => passed.destroy());
    });
    await new Promise<void>((done) => server.listen(0, "localhost", done));
    return new Gateway(server, tls ? "https" : "http");
  }

  get url(): string {
    return `${this.#scheme}://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
