export const privacy = {
  privacy: {
    title: "Who sees what",
    lead: "What the people who run this server can see of you, what they cannot, how long it is kept, and how to take it with you or have it erased.",
    failed: "This server's own times could not be read. Reload the page.",
    seen: {
      title: "What whoever runs this server can see",
      who: "Hotseat runs on a server that somebody in or near your group looks after. They hold its database.",
      what: "What it is",
      unsealed: "Not sealed",
      sealed: "Sealed",
      yes: "can see",
      no: "cannot see",
      rows: {
        media: "Sound, picture and shared screen",
        chat: "What is written in the call",
        texts: "Briefs, notes of seats, thanks and corrections",
        own: "Your private notes",
        names: "Names, time zones, the name of the group and what it is for",
        log: "When a call was, who was there and when, and every change of its clock",
        promises: "Promises and check-ins",
        answers: "Your hours, who comes, answers in polls",
        pulse: "Your answers to the three questions at the end",
        mail: "Mail address and language",
        link: "Your personal link",
      },
      recording:
        "Hotseat records no sound and no picture. In a call that is not sealed, whoever runs the media server could listen in; in a sealed one they get what they have no key for.",
      marks:
        "Whether a call is sealed is shown at its door and in it. A sealed call is one whose keys were made in your browsers and never leave them in the clear.",
      limits:
        "Sealing has limits. This server also hands out the program that seals: whoever runs it could hand out another one. Whoever has your link can read what you can. Somebody who has lost their link and got one from the operator is to be let in only after you have compared the code.",
      network:
        "While you are connected, the server and its media server see your network address. Hotseat does not store it; a proxy in front of it, or the media server's log, may.",
    },
    others: {
      title: "What the others see",
      list: [
        "The members of your group see your name, time zone, answers, briefs, promises, notes of seats, and the log of calls. Of your hours they see what matters for a date that is being chosen. Nobody sees your private notes or your answers to the three questions; of the answers there is an average from three on, after the call.",
        "Your mail address is shown to nobody but you. The facilitator can remove members and erase somebody who has left, and sees no more than the others.",
      ],
    },
    where: {
      title: "Where it is",
      embedded: "In a database in this server's own data folder.",
      server: "On a PostgreSQL server that belongs to this one.",
      mail: "This server sends mail. The mail servers on the way see your address, your name, the name of the group, dates, and links that answer for you.",
      noMail: "This server sends no mail.",
      browser:
        "Your browser keeps the secret of your links and the list of your groups until you have it forget them.",
      nobody: "Nothing is sent to anybody else. There are no trackers and no statistics.",
    },
    keep: {
      title: "How long it is kept",
      days: (count: number) => (count === 1 ? "1 day" : `${count} days`),
      rows: {
        chat: "What is written in a call, and raised hands",
        sessions: "A call of no group, with its recap and log",
        unused: "A call of no group that was never begun",
        waiting: "A new link that nobody has let in yet",
        group: "A group and its calls",
        archived: "An archived group, with everything in it",
        mail: "That you were sent a mail, or that it failed",
        backup: "Backups",
      },
      chat: "10 minutes after the end",
      afterEnd: (days: string) => `${days} after the end`,
      afterGiven: (days: string) => `${days} after it was given`,
      afterLast: (days: string) => `${days} after anything happened to it`,
      group: "until it is erased, or archived for long enough",
      afterArchive: (days: string) => `${days} after it was archived`,
      mail: (days: string) => `${days}, and as long as the same round of mail goes on`,
      backup: "as long as whoever runs this server keeps them: ask them",
    },
    yours: {
      title: "Your own data",
      export:
        "You can take along everything that is kept of you, at any time: from the page of your group under “Your data”, or below the recap of a call of no group. What is sealed is opened in your browser before it is saved.",
      erase:
        "In the same place you can have yourself erased. Your name, notes, briefs, promises, answers, mail address and link are deleted at once; the log of past calls then speaks of “a former member”. What others wrote, and what you noted for their seats, stays theirs.",
      facilitator:
        "The facilitator can erase somebody who has left, and the whole group. So can the operator.",
      limits:
        "What has left the server cannot be erased here: mail and calendars, what others have exported, and backups until they are deleted. Deleted rows may stay in the database's files until it has used that space again.",
    },
  },
  data: {
    title: "Your data",
    hint: "Everything that this server keeps of you, to take along.",
    hintSession: "What this server keeps of you from this call, to take along.",
    json: "Save as JSON",
    markdown: "Save to read",
    saved: "Saved.",
    shut: (count: number) =>
      count === 1
        ? "Saved. One text is still sealed, because this device has no key for it."
        : `Saved. ${count} texts are still sealed, because this device has no key for them.`,
    eraseTitle: "Erase me",
    erase: "Erase me…",
    eraseHint:
      "You leave this group, and everything that is yours is deleted: your name, notes, briefs, promises, answers, mail address and link. In the log of past calls you are “a former member”. Nobody can undo this. What your calendar already has stays there.",
    eraseSession:
      "Your name and your link to this call are deleted; in its log you are “a former member”. Nobody can undo this.",
    erasedTitle: "Your data is erased",
    erased:
      "Your name and everything that was yours there are gone from this server. What you noted for the seats of others stays theirs, without your name. Backups go when whoever runs the server deletes them.",
    home: "To the front page",
    type: (name: string) => `To go on, type “${name}”`,
    former: "Who has left",
    formerHint:
      "Their name still stands in the log of past calls, and their promises and briefs are kept. Erased, they are “a former member” there, and what was theirs is gone.",
    eraseFormer: (name: string) => `Erase ${name}`,
    groupTitle: "Erase the group",
    groupHint:
      "The group, all its calls with their logs, and everything that anybody wrote in it are deleted for all. Nobody can undo this.",
    eraseGroup: "Erase the group…",
    confirm: "Erase for good",
    page: "Who sees what",
  },
  file: {
    head: (name: string, group: string) => `${name} in ${group}`,
    session: (name: string) => `${name} in a call`,
    made: (at: string) => `Everything that the server keeps, as of ${at}.`,
    you: "You",
    name: "Name",
    zone: "Time zone",
    role: "Role",
    email: "Mail address",
    language: "Language of mail",
    off: "Mail that is not wanted",
    feed: "Calendar address",
    exists: "there is one",
    none: "none",
    hours: "Your hours",
    count: (mark: string, hours: number) => `${mark}: ${hours} of 168 hours`,
    mail: "Mail",
    briefs: "Briefs",
    promises: "Promises",
    call: (id: string) => `Call ${id}`,
    note: "Private note",
    seatNotes: "Notes of seats",
    remarks: "Thanks and corrections",
    pulse: "Answers to the three questions",
    chat: "Written in the call",
    history: "What happened, by you or about you",
    shut: "(still sealed)",
  },
  refusals: {
    "call-open": "A call of this group is open; once it is over, this can be done.",
  } as Readonly<Record<string, string>>,
};
