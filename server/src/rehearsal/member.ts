import { randomBytes } from "node:crypto";
import { PING_EVERY_MS, STREAM_VERSION, stageAt } from "@hotseat/shared";
import type { ClientMessage, JoinReply, ServerMessage, SessionView } from "@hotseat/shared";
import { Failure } from "../failure.ts";
import { send } from "./api.ts";
import type { Place } from "./api.ts";
import { RehearsedMedia } from "./media.ts";

/** A member who does what the hour wants of them, and counts what reaches them. */
export class RehearsedMember {
  readonly place: Place;
  readonly media: RehearsedMedia;
  view: SessionView | null = null;
  /** Somebody has opened their link in a browser and goes on in their place. */
  replaced = false;
  /** How long after its instant each segment was shown to them, in ms of the server's clock. */
  readonly lateness: number[] = [];
  readonly #url: string;
  readonly #serverNow: () => number;
  readonly #tab = randomBytes(9).toString("base64url");
  readonly #onView: () => void;
  #socket: WebSocket | null = null;
  #ping: NodeJS.Timeout | undefined;
  #count = 0;
  #agreed = new Set<number>();

  constructor(
    url: string,
    place: Place,
    seat: number,
    serverNow: () => number,
    onView: () => void,
  ) {
    this.#url = url;
    this.place = place;
    this.media = new RehearsedMedia(seat);
    this.#serverNow = serverNow;
    this.#onView = onView;
  }

  /** Follows the hour and enters the call. @throws {Failure} when one of them cannot be reached. */
  async enter(): Promise<void> {
    await this.#follow();
    const { path, cookie } = this.place;
    const answer = await send(`${this.#url}${path}/join`, { tab: this.#tab }, cookie);
    const { token } = (await answer.json()) as JoinReply;
    try {
      await this.media.join(this.#url, token ?? "");
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Failure(
        `${this.place.name} cannot reach the call's media: ${why}. "hotseat doctor" says which way is closed.`,
      );
    }
  }

  /** Moves the hour on. */
  start(): void {
    this.#say({ type: "command", id: this.#next(), command: { type: "start" } });
  }

  async leave(): Promise<void> {
    clearInterval(this.#ping);
    this.#socket?.close();
    await this.media.leave();
  }

  /** Gives the floor to whom the plan gives it: who advises, who holds the seat, else who has the chair. */
  listen(): void {
    const { view } = this;
    if (!view) return;
    const segment = view.plan.segments.find(({ id }) => id === view.current) ?? null;
    const { adviser, holder } = stageAt(view.plan, segment, this.#serverNow());
    const speaker = view.status === "running" ? (adviser ?? holder ?? view.chair) : null;
    this.media.speaks = speaker === this.place.id;
  }

  async #follow(): Promise<void> {
    const { path, cookie, name } = this.place;
    const address = `${this.#url.replace(/^http/, "ws")}${path}/stream?tab=${this.#tab}&v=${STREAM_VERSION}`;
    const socket = new WebSocket(address, { headers: { cookie } });
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#hear(String(data)));
    await new Promise<void>((done, failed) => {
      socket.addEventListener("open", () => done());
      socket.addEventListener("error", () =>
        failed(new Failure(`${name} cannot follow the hour: the WebSocket to ${this.#url} fails.`)),
      );
    });
    this.#say({ type: "follow", since: null, place: "entering" });
    this.#ping = setInterval(
      () => this.#say({ type: "ping", sent: performance.now() }),
      PING_EVERY_MS,
    );
  }

  #hear(data: string): void {
    const message = JSON.parse(data) as ServerMessage;
    if (message.type === "elsewhere") {
      this.replaced = true;
      void this.leave();
      return;
    }
    if (message.type !== "view") return;
    const before = this.view?.current;
    this.view = message.view;
    const { current, plan, status } = message.view;
    if (status === "running" && current !== before && before) {
      const begun = plan.segments.find(({ id }) => id === current);
      if (begun) this.lateness.push(this.#serverNow() - begun.startsAt);
    }
    this.#agree(message.view);
    this.listen();
    this.#onView();
  }

  /** To whatever the others propose. */
  #agree({ proposals }: SessionView): void {
    for (const { id, asked } of proposals) {
      if (!asked.includes(this.place.id) || this.#agreed.has(id)) continue;
      this.#agreed.add(id);
      this.#say({ type: "command", id: this.#next(), command: { type: "agree", proposal: id } });
    }
  }

  #say(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}
