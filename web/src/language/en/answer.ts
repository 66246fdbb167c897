import type { MailKind } from "@hotseat/shared/group";

/** The pages behind links in mail. */
export const answer = {
  answer: {
    loading: "One moment…",
    title: (name: string) => `Will you come, ${name}?`,
    group: (group: string) => `The next call of ${group}`,
    yours: (place: string) => `your time, ${place}`,
    theirs: (time: string, place: string) => `${time} for the group (${place})`,
    choices: "Your answer",
    yes: "I will come",
    late: "I will be late",
    no: "I cannot come",
    send: "Send this answer",
    sent: "Thank you. The group knows.",
    change: "You can change it here until the call begins.",
    deadTitle: "This link asks nothing any more",
    stop: {
      title: (group: string) => `Mail about ${group}`,
      kinds: {
        ask: "The question two days before a call, whether you come",
        brief: "The reminder the day before a call",
        soon: "The reminder an hour before a call",
        recap: "The recap after a call",
        dates: "Changes of dates for your calendar",
      } satisfies Record<MailKind, string>,
      stop: "Stop this mail",
      stopped: "This mail is stopped.",
      again: "Send it again",
      on: "You get this mail.",
      others: "What else you get stays as it is.",
    },
    refusals: {
      "bad-link": "This link is damaged or no longer good for anything.",
      "call-over": "That call is over or has begun.",
      "call-moved":
        "That call is at another time now, or is not held. The newest mail has a new link.",
    } as Readonly<Record<string, string>>,
  },
};
