import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { Server } from "../support/server.ts";

/** What makes a terminal or a reader of logs believe something that was never logged. */
const controls = [
  '\n{"level":50,"msg":"forged"}',
  "\r\nHotseat is at http://elsewhere.example",
  "\u001b[2J\u001b[31m",
  "\u009b31m",
  "\u0000",
  "\u007f",
  "\u2028forged",
  "\u202egnp.exe",
];

describe("the log of a server", () => {
  it("holds no line that a client made up, and the server goes on", async () => {
    const server = await Server.create({ HOTSEAT_LOG: "debug" });
    onTestFinished(() => server.dispose());
    await server.start();
    const port = Number(new URL(server.url).port);

    /** Sends bytes as they are, and waits until the server has closed the connection. */
    const sends = async (text: string) => {
      const socket = connect(port, "localhost");
      const closed = new Promise((done) => socket.once("close", done));
      socket.on("error", () => {});
      socket.resume();
      socket.end(Buffer.from(text, "utf8"));
      await closed;
    };
    for (const control of controls) {
      const written = encodeURIComponent(control);
      for (const path of [
        `/api/sessions/${written}/members/b`,
        `/api/answers/${written}aaaaaaaaaaaaaaaaaaaaaaaa`,
        `/calendar/${written}.ics`,
        `/rtc?access_token=${written}`,
        `/${written}`,
      ]) {
        await fetch(server.url + path);
        await fetch(server.url + path, { method: "POST", body: control });
      }
      for (const body of [JSON.stringify({ proof: control }), control]) {
        const headers = { "content-type": "application/json" };
        const url = `${server.url}/api/operator/claim`;
        expect((await fetch(url, { method: "POST", body, headers })).status).toBe(400);
      }
      await sends(`GET /${control} HTTP/1.1\r\nHost: x${control}\r\nX: ${control}\r\n\r\n`);
      await sends(
        `GET / HTTP/1.1\r\nHost: x\r\nCookie: hotseat=${control}\r\nConnection: close\r\n\r\n`,
      );
      await sends(control);
      await new Promise((done) => {
        const socket = new WebSocket(
          `${server.url.replace("http", "ws")}/api/sessions/a/members/b/stream?tab=${written}&v=3`,
        );
        socket.once("error", done);
        socket.once("close", done);
      });
    }
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true });

    const lines = server.output.trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("Hotseat is at "))).toHaveLength(1);
    for (const line of lines) {
      // oxlint-disable-next-line no-control-regex
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      if (line.startsWith("Hotseat is at ")) continue;
      expect(JSON.parse(line)).not.toMatchObject({ msg: "forged" });
    }
  });
});
