import { connect } from "node:net";
import type { Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Box } from "../testing/box.ts";

/** A client that asks for a WebSocket by hand, and then neither answers nor goes. */
class Lurker {
  readonly socket: Socket;
  readonly ended: Promise<void>;
  #answer = "";

  constructor(box: Box, path: string, origin = box.url) {
    const { host, port } = new URL(box.url);
    this.socket = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
    onTestFinished(() => void this.socket.destroy());
    this.ended = new Promise((done) => this.socket.once("end", () => done()));
    this.socket.on("data", (data: Buffer) => (this.#answer += data.toString("latin1")));
    this.socket.on("error", () => {});
    this.socket.write(
      [
        `GET ${path} HTTP/1.1`,
        `Host: ${host}`,
        `Origin: ${origin}`,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "\r\n",
      ].join("\r\n"),
    );
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.#answer)?.[1]);
  }

  async answered(): Promise<number> {
    while (!this.#answer.includes("\r\n\r\n")) {
      await new Promise((done) => this.socket.once("data", done));
    }
    return this.status;
  }
}

const stream = "/api/sessions/a/members/b/stream";

describe("an upgrade that comes to nothing", () => {
  it.each([
    ["from another site", `${stream}?tab=tab-00000001&v=3`, 403, "https://elsewhere.example"],
    ["without a tab", `${stream}?v=3`, 400],
    ["of what is no address", "/api/sessions/%/members/b/stream", 404],
    ["of a member who cannot be", `/api/sessions/a/members/${"b".repeat(200)}/stream`, 404],
    ["of what is no stream", "/api/clock", 404],
    ["of a page", "/", 404],
    ["of a feed, whose address is a secret", `/calendar/${"A".repeat(43)}.ics`, 404],
    ["of nothing", "/nowhere", 404],
    ["of signalling without a token", "/rtc", 401],
  ] as const)("%s is refused, and its connection is closed", async (_, path, status, origin?) => {
    const box = await Box.open();
    const lurker = new Lurker(box, path, origin);
    await lurker.ended;
    expect(lurker.status).toBe(status);
  });

  it("keeps no server from closing, by whoever does not answer its goodbye", async () => {
    const box = await Box.open();
    const lurker = new Lurker(box, `${stream}?tab=tab-00000001&v=3`);
    // A stranger is let in as far as the close code.
    expect(await lurker.answered()).toBe(101);
    const before = performance.now();
    await box.app.close();
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
