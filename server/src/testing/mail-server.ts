import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { simpleParser } from "mailparser";
import type { ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

/** What somebody was sent. */
export type ReceivedMail = ParsedMail & { readonly recipient: string };

/** When the mail server says no, or holds its breath. */
export type MailServerMood =
  | { readonly kind: "well" }
  /** Refuses every recipient with this answer. */
  | { readonly kind: "refusing"; readonly code: number }
  /** Takes the text and refuses it with this answer. */
  | { readonly kind: "rejecting"; readonly code: number }
  /** Takes the text, keeps it, and does not answer until it is well again. */
  | { readonly kind: "holding" };

/** A real mail server that keeps what it takes. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  mood: MailServerMood = { kind: "well" };
  /** How many texts it has in hand without having answered. */
  held = 0;
  readonly #server: SMTPServer;
  #port = 0;
  #release: (() => void)[] = [];

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      logger: false,
      onRcptTo: (_address, _session, done) => {
        const { mood } = this;
        done(mood.kind === "refusing" ? refusal(mood.code) : null);
      },
      onData: (stream, session, done) => {
        const recipient = session.envelope.rcptTo[0]?.address ?? "";
        void this.#take(stream, recipient, done);
      },
    });
    this.#server.on("error", () => {});
  }

  static async start(port = 0): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((done) => {
      const server = mail.#server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        mail.#port = typeof address === "object" && address ? address.port : 0;
        done();
      });
    });
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  async #take(
    stream: Readable,
    recipient: string,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    try {
      // Throws when the text breaks off: that is no message.
      const mail = await simpleParser(await buffer(stream));
      const { mood } = this;
      if (mood.kind === "rejecting") return done(refusal(mood.code));
      this.received.push({ ...mail, recipient });
      if (mood.kind === "holding") {
        this.held += 1;
        await new Promise<void>((go) => this.#release.push(go));
      }
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Answers all whose text was held, and from now on everybody. */
  recover(): void {
    this.mood = { kind: "well" };
    for (const go of this.#release.splice(0)) go();
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter(({ recipient }) => recipient === address);
  }

  async stop(): Promise<void> {
    this.recover();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}

function refusal(code: number): Error {
  return Object.assign(new Error("no"), { responseCode: code });
}
