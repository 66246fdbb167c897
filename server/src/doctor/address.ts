import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { connect } from "node:tls";
import type { PeerCertificate } from "node:tls";
import { isLoopback } from "../settings.ts";
import { fail, ok, reasonOf, warn } from "./finding.ts";
import type { Finding } from "./finding.ts";

const WITHIN = 5_000;
const DAY = 86_400_000;
/** Whoever renews by itself (ACME) has done so a good while before this many days. */
const SOON_DAYS = 14;

/** Where the public address leads to. `mediaIp` is where browsers are told to send media. */
export async function lookAtName(url: string, mediaIp: string | null): Promise<Finding> {
  const host = hostOf(url);
  if (isIP(host) !== 0) return ok("DNS", `${host} is an address and needs no name.`);
  let addresses: string[];
  try {
    addresses = (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    return fail(
      "DNS",
      `${host} leads nowhere (${reasonOf(error)}): give it an A record with the address of this machine.`,
    );
  }
  const list = addresses.join(", ");
  if (mediaIp !== null && isIP(mediaIp) !== 0 && !addresses.includes(mediaIp)) {
    return warn(
      "DNS",
      `${host} leads to ${list}, but LIVEKIT_NODE_IP is ${mediaIp}: set that to the address that browsers reach.`,
    );
  }
  return ok("DNS", `${host} leads to ${list}.`);
}

/** The certificate that browsers are shown. */
export async function lookAtCertificate(url: string, now = Date.now()): Promise<Finding> {
  const { protocol } = new URL(url);
  const host = hostOf(url);
  if (protocol === "http:") {
    return isLoopback(host)
      ? ok("TLS", `${url} is for this machine only and needs no certificate.`)
      : fail(
          "TLS",
          `${url} is not https, so browsers give no camera and no microphone: put a TLS proxy in front and set HOTSEAT_PUBLIC_URL to its address.`,
        );
  }
  try {
    const { certificate, problem } = await certificateOf(host, Number(new URL(url).port || 443));
    const left = Date.parse(certificate.valid_to) - now;
    const days = Math.trunc(left / DAY);
    if (left < 0)
      return fail(
        "TLS",
        `The certificate of ${host} ended ${-days} days ago: have it renewed, and see that TCP 80 and 443 are open to the proxy.`,
      );
    if (problem === "ERR_TLS_CERT_ALTNAME_INVALID") {
      return fail(
        "TLS",
        `The certificate is for ${certificate.subjectaltname ?? "nobody"}, not for ${host}: get one for that name.`,
      );
    }
    if (problem !== null) {
      return fail(
        "TLS",
        `The certificate of ${host} is not trusted (${problem}): use one of a public authority with its whole chain, or install your authority on every device and name it in NODE_EXTRA_CA_CERTS here.`,
      );
    }
    if (days < SOON_DAYS)
      return warn(
        "TLS",
        `The certificate of ${host} ends in ${days} days: see why it was not renewed.`,
      );
    return ok("TLS", `The certificate of ${host} is trusted and good for ${days} more days.`);
  } catch (error) {
    return fail(
      "TLS",
      `No TLS at ${host}:${new URL(url).port || 443} (${reasonOf(error)}): start the proxy and open TCP 443.`,
    );
  }
}

/** Whether somebody who types the name without https arrives. Null where there is no https. */
export async function lookAtRedirect(url: string, port = 80): Promise<Finding | null> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:") return null;
  const plain = `http://${hostname}:${port}/`;
  try {
    const signal = AbortSignal.timeout(WITHIN);
    const { status, headers } = await fetch(plain, { redirect: "manual", signal });
    const leads = headers.get("location") ?? "";
    if (status >= 300 && status < 400 && leads.startsWith("https://")) {
      return ok("HTTP to HTTPS", `${plain} leads to ${leads}.`);
    }
    return warn(
      "HTTP to HTTPS",
      `${plain} answers ${status} and does not lead to https: let the proxy redirect it.`,
    );
  } catch (error) {
    return warn(
      "HTTP to HTTPS",
      `${plain} does not answer (${reasonOf(error)}): open TCP 80 to the proxy, which also needs it for certificates.`,
    );
  }
}

function certificateOf(
  host: string,
  port: number,
): Promise<{ certificate: PeerCertificate; problem: string | null }> {
  return new Promise((done, failed) => {
    const servername = isIP(host) === 0 ? { servername: host } : {};
    // Looked at whatever it is: nothing is sent.
    const socket = connect({ host, port, ...servername, rejectUnauthorized: false }, () => {
      const problem = socket.authorized ? null : codeOf(socket.authorizationError);
      const certificate = socket.getPeerCertificate();
      socket.destroy();
      done({ certificate, problem });
    });
    socket.setTimeout(WITHIN, () => socket.destroy(new Error("no answer")));
    socket.once("error", failed);
  });
}

/** Node gives either an error or its code. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, "");
}
