import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, it, onTestFinished } from "vitest";
import { checkMailServer, deliver } from "./post.ts";

/** A mail server without TLS, on every address of this machine, and the passwords that it heard. */
async function inTheClear(): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: ({ password }, _session, done) => {
      heard.push(password ?? "");
      done(null, { user: "hour" });
    },
    onData: (stream, _session, done) => void stream.resume().once("end", () => done()),
  });
  server.on("error", () => {});
  await new Promise<void>((done) => server.listen(0, "0.0.0.0", () => done()));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return { port: (server.server.address() as AddressInfo).port, heard };
}

const envelope = { from: "hour@example.org", to: "ayu@example.org" };

it("a password goes to no mail server in the clear but to one on this machine", async () => {
  const { port, heard } = await inTheClear();
  // It leads to this machine too, but nothing says so, as of any name in a network.
  const away = `0.0.0.0:${port}`;
  const send = (url: string) => deliver(url, envelope, Buffer.from("Hello\r\n"), async () => true);
  expect(await checkMailServer(`smtp://hour:secret@${away}`)).toContain("STARTTLS");
  for (const more of ["", "?requireTLS=false", "?opportunisticTLS=true", "?ignoreTLS=true"]) {
    expect(await send(`smtp://hour:secret@${away}/${more}`)).toEqual({
      outcome: "not-sent",
      permanent: false,
      problem: expect.stringContaining("STARTTLS"),
    });
  }
  expect(heard).toEqual([]);
  // Where there is no password none is lost.
  expect(await send(`smtp://${away}`)).toEqual({ outcome: "sent" });
  for (const here of ["127.0.0.1", "localhost"]) {
    expect(await send(`smtp://hour:secret@${here}:${port}`)).toEqual({ outcome: "sent" });
  }
  expect(heard).toEqual(["secret", "secret"]);
});
