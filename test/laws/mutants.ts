/** The rules with one deliberate mistake in them, and the law or rule by which the properties see it. */
export type Mutant = {
  readonly law: string;
  readonly mistake: string;
  /** In `shared/src`. */
  readonly file: string;
  /** Is there exactly once. */
  readonly from: string;
  readonly to: string;
};

export const mutants: readonly Mutant[] = [
  {
    law: "L1",
    mistake: "the hour lasts a second longer",
    file: "session/rules/ending.ts",
    from: "const at = session.startedAt + session.hour;",
    to: "const at = session.startedAt + session.hour + 1000;",
  },
  {
    law: "L1",
    mistake: "people come in after the end",
    file: "session/rules/presence.ts",
    from: 'if (session.status === "ended" || presence === "here") return [];\n  const arrived',
    to: 'if (presence === "here") return [];\n  const arrived',
  },
  {
    law: "L2",
    mistake: "the next seat alone pays for an emergency",
    file: "session/charges.ts",
    from: "for (const seat of seats) books.resize(seat, books.seat(seat) - each);",
    to: "for (const seat of seats.slice(0, 1)) books.resize(seat, books.seat(seat) - each);",
  },
  {
    law: "L2",
    mistake: "overtime takes from the seats to come",
    file: "session/rules/turns.ts",
    from: '"later-phases", "commitment", "reserve");',
    to: '"later-phases", "commitment", "reserve", "unbegun-seats");',
  },
  {
    law: "L3",
    mistake: "what the closing block leaves over goes to the reserve",
    file: "session/books.ts",
    from: 'this.#afterReserve(box) ? "goodbye" : "reserve"',
    to: '"reserve"',
  },
  {
    law: "L3",
    mistake: "an absent member takes the others' closing turns along",
    file: "session/rules/seats.ts",
    from: 'if (holder === member && (block === "review" || block === "closing")) {',
    to: 'if (block === "review" || block === "closing") {',
  },
  {
    law: "L4",
    mistake: "seconds are given and not taken",
    file: "session/accounts.ts",
    from: "    this.#add(from, -moved);\n",
    to: "",
  },
  {
    law: "L4",
    mistake: "what has passed of a segment can be given away",
    file: "session/accounts.ts",
    from: "this.#spent = at - currentStart(session);",
    to: "this.#spent = 0;",
  },
  {
    law: "L4",
    mistake: "only half of a wait that was set aside is given back",
    file: "session/accounts.ts",
    from: "for (const { segment, by } of changes) this.#add(segment, -by);",
    to: "for (const { segment, by } of changes) if (by > 0) this.#add(segment, -by);",
  },
  {
    law: "L5",
    mistake: "an extension is not told to anybody",
    file: "session/evolve.ts",
    from: 'case "proposed":\n    case "agreed":\n      return false;',
    to: 'case "proposed":\n    case "agreed":\n    case "seat-extended":\n      return false;',
  },
  {
    law: "L5",
    mistake: "the log says that advice was shared out anew, and the plan does not",
    file: "session/evolve.ts",
    from: 'withChanges(attending(next, event.member, { presence: "gone" }), event.changes)',
    to: 'attending(next, event.member, { presence: "gone" })',
  },
  {
    law: "1.8",
    mistake: "a segment is left out",
    file: "session/evolve.ts",
    from: "firstWithTime(changed(session.boxes, changes), session.position + 1)",
    to: "firstWithTime(changed(session.boxes, changes), session.position + 2)",
  },
  {
    law: "3.6",
    mistake: "a released seat makes others longer than the longest",
    file: "session/books.ts",
    from: "const room = Math.max(0, longest - this.seat(seat));",
    to: "const room = Infinity;",
  },
  {
    law: "L2",
    mistake: "what is to come of a seat that was broken off gets nothing of a released one",
    file: "session/rules/seats.ts",
    from: "const takers = books.seatsToCome.filter(",
    to: "const takers = books.unbegunSeats.filter(",
  },
  {
    law: "5.8",
    mistake: "whoever was removed comes back",
    file: "session/rules/presence.ts",
    from: 'if (session.removed.includes(member)) return "removed";',
    to: "",
  },
  {
    law: "5.9",
    mistake: "the facilitator is removed by the deputy",
    file: "session/rules/removal.ts",
    from: 'if (member === facilitator) return "facilitator-stays";',
    to: "",
  },
  {
    law: "7.2",
    mistake: "what is shown of a yield counts what overtime has set aside",
    file: "session/rules/effects.ts",
    from: "toReserve(session, settled(session, when), box, when)",
    to: "toReserve(session, new Books(session, when), box, when)",
  },
  {
    law: "11.4",
    mistake: "a click for a segment that is over ends the current one",
    file: "session/rules/reaction.ts",
    from: "if (index === session.position) return null;",
    to: "if (index <= session.position) return null;",
  },
  {
    law: "11.4",
    mistake: "one member agrees for all",
    file: "session/rules/proposals.ts",
    from: 'if (proposal.agreed.includes(by)) return "already-answered";',
    to: "",
  },
  {
    law: "11.5",
    mistake: "what is settled late happens late",
    file: "session/decide.ts",
    from: '({ ...each, at: instant, by: "clock" })',
    to: '({ ...each, at, by: "clock" })',
  },
  {
    law: "11.6",
    mistake: "a clock that was set back is believed",
    file: "session/decide.ts",
    from: "Math.max(command.at, session.at)",
    to: "command.at",
  },
  {
    law: "11.7",
    mistake: "the chair is offered to those who have it",
    file: "session/offers.ts",
    from: 'takeChair: can({ type: "take-chair" }),',
    to: "takeChair: true,",
  },
];
