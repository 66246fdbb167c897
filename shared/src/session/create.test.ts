import { describe, expect, it } from "vitest";
import { accountability, alternating, fourSeats, oneDeep, presets } from "../agenda/presets.ts";
import { given, sessionAfter } from "../testing/given.ts";
import { START, create, gathered, group, people, started, tick } from "../testing/sample.ts";
import { hourOf, lengthOf, partsOf, seatsOf } from "../testing/timetable.ts";

describe("a session", () => {
  it("1.6 is made with its members in seat order", () => {
    given()
      .when(create())
      .then([
        {
          type: "session-created",
          agenda: fourSeats,
          hour: 3_600_000,
          members: people,
          order: ["ana", "ben", "cho", "dee"],
          facilitator: "dee",
          deputy: "cho",
          scheduledFor: null,
          practice: false,
          sealed: false,
          broughtForward: [],
          at: START,
          by: "operator",
        },
      ]);
  });

  it.each([60_000, 61_001, 3_599_999, 3_600_000])("1.1 may last %d ms", (hour) => {
    expect(sessionAfter([create({ hour })])).toMatchObject({ status: "lobby", hour });
  });

  it.each([59_999, 3_600_001, 60_000.5, 0, -3_600_000, Number.NaN, Infinity])(
    "1.1 may not last %d ms",
    (hour) => given().when(create({ hour })).thenRejected("bad-hour"),
  );

  it("1.2 is refused with the agenda's own reason", () => {
    const blocks = fourSeats.blocks.filter(({ kind }) => kind !== "reserve");
    given()
      .when(create({ agenda: { ...fourSeats, blocks } }))
      .thenRejected("no-reserve");
  });

  it.each([2, 3, 4, 5])("1.6 is for %i members", (size) => {
    expect(sessionAfter([create(group(size))]).status).toBe("lobby");
  });

  it.each([0, 1, 7])("1.6 is not for %i members", (size) => {
    given()
      .when(create(group(size)))
      .thenRejected("wrong-number-of-members");
  });

  it("1.6 of six members has seats for three of them", () => {
    given()
      .when(create(group(6)))
      .thenRejected("seats-too-short");
    const lobby = sessionAfter([create({ ...group(6), agenda: alternating(fourSeats, 6) })]);
    expect(seatsOf(lobby)).toEqual(["ana 15:00", "ben 15:00", "cho 15:00"]);
    expect(partsOf(lobby, "seat-2/advise")).toEqual([
      "27:45 seat-2/advise-1 cho",
      "28:48 seat-2/advise-2 dee",
      "29:51 seat-2/advise-3 eve",
      "30:54 seat-2/advise-4 fay",
      "31:57 seat-2/advise-5 ana",
    ]);
    expect(partsOf(lobby, "closing-")).toHaveLength(6);
  });

  it("1.6 names no member twice, but may have two members of one name", () => {
    const [ana, ben, cho, dee] = people;
    given()
      .when(create({ members: [ana, ben, ana, dee] }))
      .thenRejected("duplicate-member");
    const namesake = { id: "ann", name: "Ana" };
    expect(sessionAfter([create({ members: [ana, namesake, cho, dee] })])).toMatchObject({
      order: ["ana", "ann", "cho", "dee"],
    });
  });

  it.each(["clock", "operator", "reserve", "questions"])(
    "1.6 has no member who is called %s, which means something else",
    (id) => {
      const members = ["ana", "ben", "cho", id].map((member) => ({ id: member, name: member }));
      given()
        .when(create({ members, facilitator: "ana" }))
        .thenRejected("reserved-member");
    },
  );

  it.each(["eve", "", "operator", "clock"])("5.1 has no facilitator %j from outside", (who) => {
    given()
      .when(create({ facilitator: who }))
      .thenRejected("unknown-facilitator");
  });

  it.each([
    ["dee", "cho"],
    ["cho", "ben"],
    ["ana", "dee"],
  ])("5.1 with facilitator %s has deputy %s, who sits right before", (facilitator, deputy) => {
    expect(sessionAfter([create({ facilitator })])).toMatchObject({ deputy, chair: facilitator });
  });

  it("5.1 has the deputy who was named", () => {
    expect(sessionAfter([create({ deputy: "ana" })])).toMatchObject({ deputy: "ana" });
  });

  it.each(["dee", "eve", ""])("5.1 has no deputy %j", (deputy) => {
    given().when(create({ deputy })).thenRejected("unknown-deputy");
  });

  it("2.1 may be scheduled from now on, and not in the past", () => {
    const soon = sessionAfter([create({ scheduledFor: START + 1 })]);
    expect(soon).toMatchObject({ status: "lobby", scheduledFor: START + 1 });
    const now = sessionAfter([create({ scheduledFor: START })]);
    expect(now).toMatchObject({ status: "running", startedAt: START });
    given()
      .when(create({ scheduledFor: START - 1 }))
      .thenRejected("bad-start");
    given()
      .when(create({ scheduledFor: START + 0.5 }))
      .thenRejected("bad-start");
  });

  it("11.4 is made once: in the lobby, during and after the hour it is refused", () => {
    for (const before of [[create()], started(), [...started(), tick("60:00")]]) {
      given(before).when(create()).thenRejected("already-created");
    }
  });
});

describe("the hour as planned", () => {
  it("1.3 for three members has seats of 16:30", () => {
    expect(hourOf(sessionAfter(gathered(group(3))))).toEqual([
      "00:00 open",
      "01:00 review",
      "04:00 seat-1 ana",
      "20:30 seat-2 ben",
      "37:00 seat-3 cho",
      "53:30 reserve",
      "55:30 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("1.3 for five members has seats of 9:00 and a reserve of 3:30", () => {
    expect(hourOf(sessionAfter(gathered(group(5))))).toEqual([
      "00:00 open",
      "01:00 review",
      "06:00 seat-1 ana",
      "15:00 seat-2 ben",
      "24:00 seat-3 cho",
      "33:00 seat-4 dee",
      "42:00 seat-5 eve",
      "51:00 reserve",
      "54:30 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("1.5 for two members has seats of 20:00, and the rest is open floor", () => {
    expect(hourOf(sessionAfter(gathered(group(2))))).toEqual([
      "00:00 open",
      "01:00 review",
      "03:00 seat-1 ana",
      "23:00 seat-2 ben",
      "43:00 reserve",
      "56:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("1.6 in one-deep has one seat, of the first in order", () => {
    expect(hourOf(sessionAfter(gathered({ agenda: oneDeep })))).toEqual([
      "00:00 open",
      "01:00 review",
      "09:00 seat-1 ana",
      "49:00 reserve",
      "51:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("1.8 in accountability has an open floor between the seats and the reserve", () => {
    expect(hourOf(sessionAfter(gathered({ agenda: accountability })))).toEqual([
      "00:00 open",
      "01:00 seat-1 ana",
      "11:00 seat-2 ben",
      "21:00 seat-3 cho",
      "31:00 seat-4 dee",
      "41:00 floor",
      "53:00 reserve",
      "55:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("1.8 ends with the goodbye at 60:00 in every agenda", () => {
    for (const agenda of presets) {
      const lobby = sessionAfter(gathered({ agenda }));
      expect(partsOf(lobby, "goodbye")).toEqual(["59:00 goodbye"]);
      expect(lengthOf(lobby, "goodbye")).toBe("1:00");
    }
  });
});
