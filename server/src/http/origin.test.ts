import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Box, pathOf } from "../testing/box.ts";
import { stored } from "../testing/stored.ts";

const code = (reply: { json(): unknown }) => (reply.json() as { code?: string } | undefined)?.code;

describe("a request from a page of another site", () => {
  const foreign = [
    "https://elsewhere.example",
    "null",
    "http://localhost:3601",
    "http://localhost.elsewhere.example:3600",
    "http://elsewhere.example/localhost:3600",
    "",
    "nonsense",
  ];

  it("is refused on every route that could change something, whatever it brings", async () => {
    const box = await Box.open();
    const cookie = await box.claimOperator();
    const changing = box.routes.filter((route) => !/^(GET|HEAD|OPTIONS) /.test(route));
    expect(changing.length).toBeGreaterThan(30);
    const before = await stored(box.database);
    for (const route of changing) {
      const [method = "", template = ""] = route.split(" ");
      const url = template.replaceAll(/:\w+/g, "A".repeat(20));
      for (const origin of foreign) {
        const headers = { cookie, origin, host: "localhost:3600" };
        const reply = await box.app.inject({ method: method as "POST", url, headers });
        expect([route, origin, reply.statusCode, code(reply)]).toEqual([
          route,
          origin,
          403,
          "foreign-origin",
        ]);
      }
      const own = { cookie, origin: "http://localhost:3600" };
      const reply = await box.app.inject({ method: method as "POST", url, headers: own });
      expect([route, reply.statusCode === 204 || code(reply) !== "foreign-origin"]).toEqual([
        route,
        true,
      ]);
    }
    expect(await stored(box.database)).toBe(before);
  });

  it("opens no stream, although a WebSocket is a GET", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const url = `${box.url.replace("http", "ws")}${pathOf(session, a.id)}/stream?tab=tab-00000001&v=3`;
    const answered = (origin: string) =>
      new Promise<string>((done) => {
        const socket = new WebSocket(url, { headers: { cookie: a.cookie, origin } });
        socket.once("open", () => done("open"));
        socket.once("error", (error) => done(error.message));
        socket.once("open", () => socket.terminate());
      });
    expect(await answered("https://elsewhere.example")).toContain("403");
    expect(await answered("null")).toContain("403");
    expect(await answered(box.url)).toBe("open");
  });

  it("by http is foreign to a server that is reached by https", async () => {
    const box = await Box.open({ publicUrl: "https://hour.example.org" });
    const ask = async (origin: string) => {
      const headers = { origin, host: "hour.example.org" };
      const payload = { proof: "A".repeat(43) };
      const url = "/api/operator/claim";
      return code(await box.app.inject({ method: "POST", url, headers, payload }));
    };
    expect(await ask("http://hour.example.org")).toBe("foreign-origin");
    expect(await ask("https://hour.example.org")).toBe("wrong-link");
  });
});
