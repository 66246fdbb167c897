import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok, reasonOf, warn } from "./finding.ts";
import type { Finding } from "./finding.ts";

const MB = 1_000_000;
/** Less than this fills up with logs or mail in days, less than the second breaks the next write. */
const LITTLE = 1_000 * MB;
const TOO_LITTLE = 100 * MB;

/** Whether the data folder can be written to, is for its owner alone, and has room. */
export async function lookAtFolder(folder: string): Promise<Finding[]> {
  const what = "Data folder";
  try {
    const probe = join(folder, `.doctor-${randomBytes(6).toString("hex")}`);
    const file = await open(probe, "wx", 0o600);
    try {
      await file.write(randomBytes(4_096));
      await file.sync();
    } finally {
      await file.close();
      await rm(probe, { force: true });
    }
  } catch (error) {
    return [
      fail(
        what,
        `${folder} cannot be written to (${reasonOf(error)}): give it to the user that the server runs as, or set HOTSEAT_DATA.`,
      ),
    ];
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const left = `${Math.round(free / MB).toLocaleString("en")} MB`;
  const others = ((await stat(folder)).mode & 0o077) !== 0;
  return [
    others
      ? warn(what, `Others on this machine can look into ${folder}: chmod 700 it.`)
      : ok(what, `${folder} can be written to, by its owner alone.`),
    free < TOO_LITTLE
      ? fail("Disk", `Only ${left} are left for ${folder}: make room before the next call.`)
      : free < LITTLE
        ? warn("Disk", `${left} are left for ${folder}: make room soon.`)
        : ok("Disk", `${left} are left for ${folder}.`),
  ];
}

const NTP_PORT = 123;
const NTP_BYTES = 48;
/** From 1900, where NTP counts from, to 1970. */
const EPOCHS_APART_S = 2_208_988_800;
const NTP_WITHIN = 3_000;
const APART = 500;

/** How far this machine's clock is from a time server's (SNTP, RFC 4330). */
export async function lookAtTime(server: string, port = NTP_PORT): Promise<Finding> {
  const what = "Time";
  try {
    const apart = Math.round(await offsetFrom(server, port));
    if (Math.abs(apart) < APART)
      return ok(what, `This machine's clock agrees with ${server} to ${Math.abs(apart)} ms.`);
    return fail(
      what,
      `This machine's clock is ${apart} ms from that of ${server}: turn on time synchronisation (timedatectl set-ntp true).`,
    );
  } catch (error) {
    return warn(
      what,
      `${server} does not tell the time (${reasonOf(error)}): open UDP 123 to it, or name another server with --ntp.`,
    );
  }
}

/** This machine's clock less the server's, in ms. */
function offsetFrom(server: string, port: number): Promise<number> {
  return new Promise((done, failed) => {
    const socket = createSocket("udp4");
    const timer = setTimeout(() => finish(() => failed(new Error("no answer"))), NTP_WITHIN);
    const finish = (end: () => void) => {
      clearTimeout(timer);
      socket.close();
      end();
    };
    const question = Buffer.alloc(NTP_BYTES);
    // No leap warning, version 4, client.
    question[0] = 0b00_100_011;
    const sent = Date.now();
    socket.once("error", (error) => finish(() => failed(error)));
    socket.once("message", (answer) => {
      const middle = (sent + Date.now()) / 2;
      if (answer.length < NTP_BYTES) return finish(() => failed(new Error("no time server")));
      const received = instantAt(answer, 32);
      const answered = instantAt(answer, 40);
      finish(() => done(middle - (received + answered) / 2));
    });
    socket.send(question, port, server);
  });
}

function instantAt(packet: Buffer, at: number): number {
  const seconds = packet.readUInt32BE(at) - EPOCHS_APART_S;
  return seconds * 1_000 + (packet.readUInt32BE(at + 4) / 2 ** 32) * 1_000;
}
