import { hkdfSync, randomBytes } from "node:crypto";
import type {
  ClientMessage,
  CreateSessionReply,
  Recap,
  ServerMessage,
  SessionView,
  StreamPlace,
} from "@hotseat/shared";
import { WebSocket } from "ws";

/** As docs/protocol.md says it; written down here once more so that the tests do not trust the server's own code. */
export function proofOf(secret: string): string {
  const key = Buffer.from(secret, "base64url");
  return Buffer.from(hkdfSync("sha256", key, "", "hotseat link proof v1", 32)).toString(
    "base64url",
  );
}

export async function post(url: string, body: object, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", cookie };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

export function cookieIn(response: Response): string {
  return (response.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
}

/** The operator's cookie, for the link that the server printed. */
export async function operatorCookie(server: {
  url: string;
  operatorLink: string;
}): Promise<string> {
  const proof = proofOf(new URL(server.operatorLink).hash.slice(1));
  return cookieIn(await post(`${server.url}/api/operator/claim`, { proof }));
}

/** A member without a browser: speaks the protocol to whichever server it is pointed at. */
export class ProtocolMember {
  readonly path: string;
  readonly cookie: string;
  /** What their link shows to a server. */
  readonly proof: string;
  readonly received: { message: ServerMessage; at: number }[] = [];
  /** How the last connection was ended by the other side. */
  closed: { readonly code: number; readonly reason: string } | null = null;
  #socket: WebSocket | null = null;

  private constructor(path: string, cookie: string, proof: string) {
    this.path = path;
    this.cookie = cookie;
    this.proof = proof;
  }

  /** Creates a session on a server and claims all four of its links; the last one facilitates. */
  static async table(
    server: { url: string; operatorLink: string },
    hour: number,
  ): Promise<ProtocolMember[]> {
    const cookie = await operatorCookie(server);
    const secrets = Array.from({ length: 4 }, () => randomBytes(32).toString("base64url"));
    const members = secrets.map((secret, i) => ({ name: `M${i}`, proof: proofOf(secret) }));
    const body = { hour, members, facilitator: 3 };
    const created = await post(`${server.url}/api/operator/sessions`, body, cookie);
    const reply = (await created.json()) as CreateSessionReply;
    return Promise.all(
      reply.members.map(async ({ id }, i) => {
        const path = `/api/sessions/${reply.session}/members/${id}`;
        const proof = proofOf(secrets[i] ?? "");
        const claimed = await post(`${server.url}${path}/claim`, { proof });
        return new ProtocolMember(path, cookieIn(claimed), proof);
      }),
    );
  }

  /** Opens a personal link, as on a device of their own. */
  static async open(link: string): Promise<ProtocolMember> {
    const { origin, pathname, hash } = new URL(link);
    const [, , session, member] = pathname.split("/");
    const path = `/api/sessions/${session}/members/${member}`;
    const proof = proofOf(hash.slice(1));
    const claimed = await post(`${origin}${path}/claim`, { proof });
    return new ProtocolMember(path, cookieIn(claimed), proof);
  }

  /** The same person with a second tab. */
  inAnotherTab(): ProtocolMember {
    return new ProtocolMember(this.path, this.cookie, this.proof);
  }

  /** Opens the link on a device that has no cookie; gives the status. */
  async claim(server: string): Promise<number> {
    return (await post(`${server}${this.path}/claim`, { proof: this.proof })).status;
  }

  /** Gives status and body; status 0 when no answer came. */
  async command(
    server: string,
    command: object,
  ): Promise<{ status: number; version: number; code: string }> {
    try {
      const response = await post(`${server}${this.path}/commands`, command, this.cookie);
      const { version = 0, code = "" } = (await response.json()) as {
        version?: number;
        code?: string;
      };
      return { status: response.status, version, code };
    } catch {
      return { status: 0, version: 0, code: "" };
    }
  }

  /** Turns somebody's microphone off; gives the status. */
  async mute(server: string, member: string): Promise<number> {
    return (await post(`${server}${this.path}/mute`, { member }, this.cookie)).status;
  }

  async view(server: string): Promise<SessionView> {
    const response = await fetch(`${server}${this.path}`, { headers: { cookie: this.cookie } });
    return ((await response.json()) as { view: SessionView }).view;
  }

  async recap(server: string): Promise<Recap> {
    const response = await fetch(`${server}${this.path}/recap`, {
      headers: { cookie: this.cookie },
    });
    return (await response.json()) as Recap;
  }

  /** Follows the session at a server, instead of the one before if there was one. */
  async follow(
    server: string,
    { place = "entering", tab = "tab-00000001" }: { place?: StreamPlace; tab?: string } = {},
  ): Promise<void> {
    this.#socket?.terminate();
    const address = `${server.replace("http", "ws")}${this.path}/stream?tab=${tab}&v=3`;
    const socket = new WebSocket(address, { headers: { cookie: this.cookie } });
    this.#socket = socket;
    socket.on("message", (data) => {
      this.received.push({
        message: JSON.parse(String(data)) as ServerMessage,
        at: performance.now(),
      });
    });
    socket.on("close", (code, reason) => (this.closed = { code, reason: String(reason) }));
    socket.on("error", () => {});
    await new Promise((done) => socket.once("open", done));
    const since = this.versions.at(-1) ?? null;
    socket.send(JSON.stringify({ type: "follow", since, place }));
  }

  /** The versions of all views received, in order. */
  get versions(): number[] {
    return this.received.flatMap(({ message }) =>
      message.type === "view" ? [message.view.version] : [],
    );
  }

  /** When the view of a version came, by the monotonic clock; null if it has not. */
  cameAt(version: number): number | null {
    const found = this.received.find(
      ({ message }) => message.type === "view" && message.view.version >= version,
    );
    return found?.at ?? null;
  }

  /** Sends a message over the stream. */
  say(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  leave(): void {
    this.#socket?.terminate();
  }
}
