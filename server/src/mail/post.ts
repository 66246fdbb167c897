import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import { isLoopback } from "../settings.ts";

/** What became of a message that was to be given to the mail server. */
export type Delivery =
  | { readonly outcome: "sent" }
  /** The mail server surely does not have it. */
  | { readonly outcome: "not-sent"; readonly permanent: boolean; readonly problem: string }
  /** It was given the whole text and no answer came: it may have it. */
  | { readonly outcome: "unsure"; readonly problem: string }
  /** `begin` said no. */
  | { readonly outcome: "withdrawn" };

export type Envelope = { readonly from: string; readonly to: string };

/** How long the mail server may take for each step, in ms. */
const STEP_WITHIN = 30_000;

class Withdrawn extends Error {}

/**
 * Gives one message to the mail server at `url`. `begin` is asked at the last moment at which the
 * message is surely not sent: when the mail server has accepted both addresses and asks for the
 * text (354 of RFC 5321). What fails before is told from what fails after.
 */
export async function deliver(
  url: string,
  envelope: Envelope,
  raw: Buffer,
  begin: () => Promise<boolean>,
): Promise<Delivery> {
  const { connection, open } = connectionTo(url);
  let begun = false;
  try {
    await open();
    const text = Readable.from(
      (async function* () {
        if (!(await begin())) throw new Withdrawn();
        begun = true;
        yield raw;
      })(),
      { objectMode: false },
    );
    await new Promise<void>((done, fail) => {
      connection.once("error", fail);
      connection.send({ from: envelope.from, to: [envelope.to] }, text, (error) =>
        error ? fail(error) : done(),
      );
    });
    connection.quit();
    return { outcome: "sent" };
  } catch (error) {
    connection.close();
    return failure(error, begun);
  } finally {
    // What happens to the connection after this is nobody's business any more.
    connection.on("error", () => {});
  }
}

/** Why the mail server at `url` does not let us in; null when it does. Nothing is sent. */
export async function checkMailServer(url: string): Promise<string | null> {
  const { connection, open } = connectionTo(url);
  try {
    await open();
    connection.quit();
    return null;
  } catch (error) {
    connection.close();
    return problemOf(error);
  } finally {
    connection.on("error", () => {});
  }
}

/** A connection to a mail server, and what makes it ready for a message. */
function connectionTo(url: string) {
  const { auth, ...options } = parseConnectionUrl(url);
  // Left to itself the library says the password in the clear wherever STARTTLS is not offered, and
  // whoever is on the way can take the offer away.
  const inTheClear = !auth || isLoopback(options.host ?? "localhost");
  const connection = new SMTPConnection({
    ...options,
    ...(inTheClear || options.secure ? {} : { requireTLS: true }),
    connectionTimeout: STEP_WITHIN,
    greetingTimeout: STEP_WITHIN,
    socketTimeout: STEP_WITHIN,
  });
  const open = async () => {
    await new Promise<void>((done, fail) => {
      connection.once("error", fail);
      connection.connect((error) => (error ? fail(error) : done()));
    });
    if (!auth) return;
    await new Promise<void>((done, fail) => {
      connection.once("error", fail);
      connection.login(auth, (error) => (error ? fail(error) : done()));
    });
  };
  return { connection, open };
}

function problemOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}

function failure(error: unknown, begun: boolean): Delivery {
  if (error instanceof Withdrawn) return { outcome: "withdrawn" };
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  const problem = problemOf(error);
  // A mail server that has refused the text by an answer does not have it.
  if (begun && !responseCode) return { outcome: "unsure", problem };
  // A wrong password is refused for good as well, but it is not the message's fault.
  const aboutMessage = command === "RCPT TO" || command === "DATA";
  const permanent = aboutMessage && (responseCode ?? 0) >= 500;
  return { outcome: "not-sent", permanent, problem };
}
