import { examine } from "../doctor/doctor.ts";
import type { Finding } from "../doctor/finding.ts";
import { text } from "./command.ts";
import type { Command } from "./command.ts";

export const doctor: Command = {
  usage: "doctor [--url <address>] [--send-to <address>] [--ntp <server>] [--turn] [--json]",
  does: "Looks at everything that a call needs, and says what to open or correct.",
  help: `It changes nothing and asks nobody outside unless you name them. It sees the box from its own machine: what a
firewall in front of it does, only a member outside sees ("Test the connection" at the door).
  --url <address>       where the box is, when it is not at HOTSEAT_PUBLIC_URL
  --send-to <address>   sends one message there through the mail server
  --ntp <server>        compares this machine's clock with a time server's
  --turn                wants a TURN server to relay media
  --json                one JSON document instead of lines`,
  options: {
    url: { type: "string" },
    "send-to": { type: "string" },
    ntp: { type: "string" },
    turn: { type: "boolean" },
    json: { type: "boolean" },
  },
  words: 0,
  async run(given, settings) {
    // Otherwise LiveKit's client says everything that it does.
    process.env["NODE_ENV"] = "production";
    const json = given.values["json"] === true;
    const url = (text(given, "url") ?? settings.publicUrl).replace(/\/+$/, "");
    const asked = {
      url,
      sendTo: text(given, "send-to"),
      ntp: text(given, "ntp"),
      turn: given.values["turn"] === true,
    };
    const findings: Finding[] = [];
    for await (const finding of examine(settings, asked)) {
      findings.push(finding);
      if (!json)
        console.log(`${finding.state.padEnd(4)}  ${finding.what.padEnd(14)}  ${finding.say}`);
    }
    if (json) console.log(JSON.stringify({ findings }, null, 2));
    return findings.some(({ state }) => state === "fail") ? 1 : 0;
  },
};
