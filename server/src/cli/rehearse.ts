import { knownSecrets, withShared } from "../data-folder/secrets.ts";
import { Failure } from "../failure.ts";
import { text, wholeNumber } from "./command.ts";
import type { Command } from "./command.ts";

export const rehearse: Command = {
  usage: "rehearse [--seconds <60 to 3600>] [--members <2 to 6>] [--url <address>]",
  does: "Holds a whole hour in a minute on the running box, with members that send real pictures and sounds.",
  help: `It prints a link by which you can take one of them over in a browser, and what reached whom at the end.
  --seconds <number>   how long the hour is (60)
  --members <number>   how many come (4)
  --url <address>      where the box is, when it is not at HOTSEAT_PUBLIC_URL`,
  options: { seconds: { type: "string" }, members: { type: "string" }, url: { type: "string" } },
  words: 0,
  async run(given, settings) {
    const seconds = wholeNumber(given, "seconds", { otherwise: 60, min: 60, max: 3_600 });
    const members = wholeNumber(given, "members", { otherwise: 4, min: 2, max: 6 });
    const url = (text(given, "url") ?? settings.publicUrl).replace(/\/+$/, "");
    const secrets = withShared(knownSecrets(settings.dataFolder), settings.secret);
    if (secrets.operatorSecret === undefined) {
      throw new Failure(
        `There is no operator's link in ${settings.dataFolder}; run this where the server runs, or set HOTSEAT_DATA.`,
      );
    }
    // Otherwise LiveKit's client says everything that it does.
    process.env["NODE_ENV"] = "production";
    // A large native library, loaded by whoever needs it.
    const { rehearse: hold } = await import("../rehearsal/rehearsal.ts");
    const { operatorSecret } = secrets;
    const say = (line: string) => console.log(line);
    return (await hold({ url, operatorSecret, seconds, members, say })) ? 0 : 1;
  },
};
