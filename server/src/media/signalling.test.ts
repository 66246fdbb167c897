import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { Box, pathOf } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { enterRoom } from "../testing/in-room.ts";

/** The real LiveKit behind a wire on which can be read what it is asked. */
async function tapped(): Promise<{ url: string; asked(): string[] }> {
  const heard: string[] = [];
  const { hostname, port } = new URL(inject("livekitUrl"));
  const sockets = new Set<Socket>();
  const wire = createServer((client) => {
    const livekit = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, livekit],
      [livekit, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.pipe(to);
    }
    client.on("data", (data: Buffer) => heard.push(data.toString("latin1")));
  });
  await new Promise<void>((done) => wire.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    wire.close();
  });
  return {
    url: `http://127.0.0.1:${(wire.address() as AddressInfo).port}`,
    // Without what the server itself asks, which it signs.
    asked: () =>
      [...heard.join("").matchAll(/([A-Z]+ \S+ HTTP\/1\.1)\r\n((?:\S+:.*\r\n)*)/g)]
        .filter(([, , headers = ""]) => !/^authorization:/im.test(headers))
        .map(([, line = ""]) => line),
  };
}

/** Sends bytes to a box as they are, and gives all that it answers. */
async function sends(box: Box, ...lines: string[]): Promise<string> {
  const socket = connect(Number(new URL(box.url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => socket.destroy());
  const answered = text(socket).catch(() => "");
  socket.end(lines.join("\r\n") + "\r\n\r\n");
  return answered;
}

const api = "twirp/livekit.RoomService/ListRooms";
const odd = [
  `/${api}`,
  `//${api}`,
  `/./${api}`,
  `/rtc/../${api}`,
  `/rtc/v1/../../${api}`,
  `/rtc/validate/../../${api}`,
  `/rtc/%2e%2e/${api}`,
  `/rtc/..%2f${api}`,
  `/rtc%2f..%2f${api}`,
  `/rtc%252f..%252f${api}`,
  `/rtc//${api}`,
  `//rtc/../${api}`,
  `/rtc;/../${api}`,
  `/rtc#/../${api}`,
  `/rtc\\..\\${api}`,
  `/rtc%00/${api}`,
  `/rtc%0d%0a%0d%0aPOST%20/${api}`,
  `/%72tc/../${api}`,
  `/%72%74%63`,
  "/RTC",
  "/rtc/v2",
  "/rtcx",
  "/rtc/validate/x",
  "/",
  "/debug/pprof",
  "/metrics",
  "*",
  "http://x/twirp",
  `http://x?/rtc`,
  `http://x#/rtc`,
  `http://x\\${api.replaceAll("/", "\\")}?/rtc`,
  `http://127.0.0.1/${api}?/rtc`,
  `https://x@y\\${api.replaceAll("/", "\\")}/rtc`,
];

describe("LiveKit behind our origin", () => {
  it("is asked for signalling and for nothing else, however the address is written", async () => {
    const livekit = await tapped();
    const box = await Box.open({ livekitUrl: livekit.url });
    const upgrade = [
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ];
    for (const path of odd) {
      for (const method of ["GET", "POST"]) {
        const request = `${method} ${path} HTTP/1.1`;
        const json = ["Content-Type: application/json", "Content-Length: 2"];
        for (const answer of [
          await sends(box, request, "Host: x", "Connection: close", ...json, "", "{}"),
          await sends(box, request, "Host: x", ...upgrade),
        ]) {
          expect([path, answer.split("\r\n", 1)[0]]).toEqual([
            path,
            expect.stringMatching(/^(HTTP\/1\.1 (200|400|401|403|404|405)\b.*)?$/),
          ]);
        }
      }
    }
    expect(livekit.asked()).toEqual([]);
  });

  it("gets nothing of what is sent behind an upgrade that it refused", async () => {
    const livekit = await tapped();
    const box = await Box.open({ livekitUrl: livekit.url });
    const answer = await sends(
      box,
      "GET /rtc?access_token=x HTTP/1.1",
      "Host: x",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      "",
      `POST /${api} HTTP/1.1`,
      "Host: x",
      "Content-Length: 2",
      "",
      "{}",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
    expect(livekit.asked()).toEqual(["GET /rtc?access_token=x HTTP/1.1"]);
  });

  it("is not asked by whoever was put out, wherever their token stands", async () => {
    const livekit = await tapped();
    const box = await Box.open({ livekitUrl: livekit.url });
    const { session, a, b, d } = await box.hour();
    const tokenOf = async (member: Member) =>
      (await box.join(session, member)).json<{ token: string }>().token;
    const [kept, other] = [await tokenOf(a), await tokenOf(b)];
    await box.command(session, d, { type: "remove", member: a.id });
    const before = livekit.asked().length;
    const asks = async (query: string, ...headers: string[]) => {
      const answer = await sends(box, `GET /rtc/validate${query} HTTP/1.1`, "Host: x", ...headers);
      return Number(answer.split(" ", 2)[1]);
    };
    const header = `Authorization: Bearer ${kept}`;
    expect(await asks(`?access_token=${kept}`, "Connection: close")).toBe(403);
    expect(await asks("", header, "Connection: close")).toBe(403);
    expect(await asks(`?access_token=${other}`, header, "Connection: close")).toBe(400);
    expect(await asks(`?access_token=x;&access_token=${kept}`, "Connection: close")).toBe(400);
    expect(livekit.asked()).toHaveLength(before);
    const asked = await fetch(`${box.url}/rtc/validate?access_token=${other}`);
    expect(asked.status).toBe(200);
  });

  it("is reached by who belongs there", async () => {
    const livekit = await tapped();
    const box = await Box.open({ livekitUrl: livekit.url });
    const {
      session,
      a: { id, cookie },
    } = await box.hour();
    const joined = await box.post(`${pathOf(session, id)}/join`, { tab: "tab-00000001" }, cookie);
    await enterRoom(box.url, joined.json<{ token: string }>().token);
    expect(livekit.asked().some((line) => line.startsWith("GET /rtc?"))).toBe(true);
  });
});
