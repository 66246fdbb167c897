import MailComposer from "nodemailer/lib/mail-composer";
import { addressIn } from "../mail/letter.ts";
import { checkMailServer, deliver } from "../mail/post.ts";
import type { MailSettings } from "../settings.ts";
import { fail, ok } from "./finding.ts";
import type { Finding } from "./finding.ts";

/** Whether the mail server lets us in; nothing is sent unless there is somebody to send it to. */
export async function lookAtMail(
  settings: MailSettings | null,
  sendTo: string | null,
): Promise<Finding> {
  const what = "Mail";
  if (settings === null) {
    return sendTo === null
      ? ok(what, "No mail server is set; members copy their invitations.")
      : fail(what, "No mail server is set: set HOTSEAT_SMTP_URL and HOTSEAT_MAIL_FROM.");
  }
  const problem = await checkMailServer(settings.url);
  if (problem !== null) {
    return fail(what, `The mail server does not let us in (${problem}): correct HOTSEAT_SMTP_URL.`);
  }
  if (sendTo === null) return ok(what, "The mail server lets us in; nothing was sent.");
  const raw = await new MailComposer({
    from: settings.from,
    to: sendTo,
    subject: "A test of Hotseat",
    text: "Mail of this box arrives. You need not do anything.\n",
  })
    .compile()
    .build();
  const envelope = { from: addressIn(settings.from), to: sendTo };
  const delivery = await deliver(settings.url, envelope, raw, async () => true);
  if (delivery.outcome === "sent") {
    return ok(
      what,
      `The mail server took a message to ${sendTo}: see whether it arrives, and not as spam.`,
    );
  }
  const why = "problem" in delivery ? delivery.problem : delivery.outcome;
  return fail(
    what,
    `The mail server did not take a message to ${sendTo} (${why}): see that HOTSEAT_MAIL_FROM is an address it sends for.`,
  );
}
