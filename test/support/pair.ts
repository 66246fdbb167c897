import { connect, createServer } from "node:net";
import type { Server as Gate, Socket } from "node:net";
import { freePorts } from "@hotseat/server/testing/ports";
import { startLiveKit, testKeys } from "@hotseat/server/testing/livekit";
import { createDatabase, startPostgres } from "@hotseat/server/testing/postgres";
import { Server } from "./server.ts";

type Running = { stop(): Promise<void> };

/**
 * Two servers on one PostgreSQL and one LiveKit behind one address. The gate in front gives every
 * connection to the next server in turn, and to the other one when that is not there.
 */
export class Pair {
  readonly servers: readonly [Server, Server];
  readonly url: string;
  readonly #gate: Gate;
  readonly #sockets = new Set<Socket>();
  readonly #rest: readonly Running[];
  #turn = 0;

  private constructor(servers: readonly [Server, Server], port: number, rest: readonly Running[]) {
    this.servers = servers;
    this.url = `http://localhost:${port}`;
    this.#rest = rest;
    this.#gate = createServer((socket) => this.#pass(socket, servers.length));
  }

  static async start(): Promise<Pair> {
    const [livekit, postgres] = await Promise.all([startLiveKit(), startPostgres()]);
    const [port = 0] = await freePorts(1);
    const shared = {
      DATABASE_URL: await createDatabase(postgres.url),
      HOTSEAT_SECRET: "what both servers know, and only these two",
      HOTSEAT_PUBLIC_URL: `http://localhost:${port}`,
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: testKeys.key,
      LIVEKIT_API_SECRET: testKeys.secret,
    };
    const servers = await Promise.all([Server.create(shared), Server.create(shared)]);
    await Promise.all(servers.map((server) => server.start()));
    const pair = new Pair(servers, port, [livekit, postgres]);
    await new Promise<void>((done) => pair.#gate.listen(port, "localhost", () => done()));
    return pair;
  }

  get operatorLink(): string {
    return this.servers[0].operatorLink;
  }

  async dispose(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#gate.close();
    await Promise.all(this.servers.map((server) => server.dispose()));
    await Promise.all(this.#rest.map((each) => each.stop()));
  }

  #pass(socket: Socket, tries: number): void {
    const server = this.servers[this.#turn++ % this.servers.length];
    const onward = connect({ port: server?.port ?? 0, host: "localhost" });
    this.#sockets.add(socket).add(onward);
    onward.once("connect", () => {
      socket.pipe(onward);
      onward.pipe(socket);
    });
    onward.once("error", () => {
      if (onward.pending || onward.bytesRead === 0) {
        if (tries > 1) return this.#pass(socket, tries - 1);
      }
      socket.destroy();
    });
    socket.once("error", () => onward.destroy());
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.once("close", () => {
        this.#sockets.delete(one);
        if (one === socket || onward.bytesRead > 0) other.destroy();
      });
    }
  }
}
