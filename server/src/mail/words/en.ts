import type { Answer, MailKind } from "@hotseat/shared/group";

const kinds: Record<MailKind, string> = {
  ask: "questions whether you come",
  brief: "reminders the day before",
  soon: "reminders an hour before",
  recap: "recaps",
  dates: "changes of dates",
};

const answers: Record<Answer, string> = {
  yes: "I will come",
  late: "I will be late",
  no: "I cannot come",
};

/** Everything that the server writes in mail and calendars, in English. The shape of the catalogue. */
export const en = {
  /** By which dates are written: BCP 47. */
  locale: "en-GB",
  greeting: (name: string) => `Hello ${name},`,
  yourTime: (when: string, place: string) => `${when}, your time (${place})`,
  groupTime: (when: string, place: string) => `${when}, the group's time (${place})`,
  ask: {
    subject: (group: string, day: string) => `${group}: will you come on ${day}?`,
    text: (group: string) => `The next call of ${group} is near.`,
    poll: (until: string) =>
      `Other times are asked about for this call: say on the group's page which suit you, by ${until}.`,
  },
  brief: {
    subject: (group: string, day: string) => `${group}: your brief for ${day}`,
    text: (group: string) =>
      `The next call of ${group} comes within a day. Write down in four lines what your seat is about: your question, what one has to know, what you have tried, and what help you want. Then the others can think before they answer.`,
  },
  soon: {
    subject: (group: string) => `${group}: the call begins soon`,
    text: (group: string) =>
      `The next call of ${group} begins within the hour. It starts on time and ends after sixty minutes.`,
  },
  recap: {
    subject: (group: string) => `${group}: after the call, and the next one`,
    held: (group: string) =>
      `The call of ${group} is over. Look at what was promised while you still remember it.`,
    notHeld: (group: string) => `The call of ${group} was not held: fewer than two were there.`,
    agreed: "The next call is set:",
    tentative: "Nothing else was agreed, so the next call stands as it is. Say whether you can:",
    next: "The next call:",
  },
  dates: {
    subject: (group: string) => `${group}: dates for your calendar`,
    first: (group: string) => `These are the calls of ${group} for your calendar. The next one is:`,
    changed: (group: string) => `The dates of ${group} have changed. The next call is now:`,
    archived: (group: string) =>
      `${group} has been archived. There are no more calls; what is attached takes them out of your calendar.`,
    gone: (group: string) =>
      `You are no longer a member of ${group}. What is attached takes its calls out of your calendar.`,
  },
  question: "Will you come?",
  answers,
  answered: (answer: Answer) => `You have answered: ${answers[answer]}. You can change it:`,
  page: "The group's page",
  pageNote: "It opens in a browser in which you have opened your personal link before.",
  attached: "What is attached puts the dates into your calendar.",
  reason: (group: string) => `You get this because you are in the group ${group} on Hotseat.`,
  stop: (kind: MailKind) => `No more ${kinds[kind]}`,
  event: {
    summary: (group: string) => `Hotseat: ${group}`,
    description: (page: string) =>
      `One honest hour, which ends when it ends. Open your personal link, or in a browser that knows it: ${page}`,
  },
};

export type MailWords = typeof en;
