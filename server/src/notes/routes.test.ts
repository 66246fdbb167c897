import type { BriefsReply, NotesReply } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { Box } from "../testing/box.ts";
import { TestGroup } from "../testing/group.ts";

const MINUTE = 60_000;
const brief = { question: "Whom do I hire?", context: "Two of us", tried: "", help: "Names" };

describe("briefs", () => {
  it("are for one call, seen by all once saved, and taken back", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const [first, second] = (await group.view()).calls;
    if (!first || !second) throw new Error("no calls");
    const [one, two] = [first, second].map(({ span, original }) => ({ span, original }));
    const [ayu, budi] = [group.at(0), group.at(1)];
    expect(await group.tries(ayu, "/briefs", { call: one, brief })).toEqual([204]);
    const read = () => group.get<BriefsReply>(budi, "/briefs");
    expect(await read()).toMatchObject({ call: one, briefs: [{ member: ayu.id, brief }] });
    const query = `/briefs?span=${two?.span}&original=${two?.original}`;
    expect(await group.get(budi, query)).toEqual({ call: two, briefs: [] });
    const tries = [
      [{ ...brief, question: "x".repeat(201) }, 422, "text-too-long"],
      [{ question: "", context: " ", tried: "", help: "" }, 422, "text-empty"],
      [{ ...brief, help: "a\0b" }, 422, "text-no-text"],
      [{ sealed: "1.abc" }, 422, "not-sealed"],
      [{ question: "Only one" }, 400, "bad-request"],
    ] as const;
    for (const [wrong, status, code] of tries) {
      const answer = await group.tries(ayu, "/briefs", { call: one, brief: wrong });
      expect(answer).toEqual([status, code]);
    }
    const nowhere = { span: 0, original: "2030-01-02T07:00" };
    expect(await group.tries(ayu, "/briefs", { call: nowhere, brief })).toEqual([
      404,
      "no-such-call",
    ]);
    const { session, at } = await group.open();
    const [follower] = await group.enter(session, budi);
    expect(await group.tries(ayu, "/briefs", { call: one, brief: null })).toEqual([204]);
    await follower?.until(({ received }) =>
      received.some((each) => each.type === "fetch-anew" && each.what === "briefs"),
    );
    expect(await read()).toEqual({ call: one, briefs: [] });
    await group.until(at + 20 * MINUTE);
    await group.until(at + 60 * MINUTE);
    expect(await group.tries(ayu, "/briefs", { call: one, brief })).toEqual([409, "call-over"]);
  });

  it("are ciphertext in a sealed group", async () => {
    const group = await TestGroup.found(await Box.open(), { sealed: true });
    const [call] = (await group.view()).calls;
    const name = { span: call?.span, original: call?.original };
    const save = (given: object) =>
      group.tries(group.at(0), "/briefs", { call: name, brief: given });
    expect(await save(brief)).toEqual([422, "not-sealed-text"]);
    expect(await save({ sealed: "Whom do I hire?" })).toEqual([422, "not-sealed-text"]);
    expect(await save({ sealed: "1.c29tZXRoaW5n" })).toEqual([204]);
  });
});

describe("notes", () => {
  it("are one's own, or of a seat and then its holder's", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const { session } = await group.open();
    const [ayu, budi, citra] = [group.at(0), group.at(1), group.at(2)];
    const path = `/calls/${session}`;
    expect(await group.tries(ayu, `${path}/notes`, { text: "x" })).toEqual([403, "was-not-there"]);
    await group.enter(session, ayu, budi, citra);
    const read = (person: typeof ayu) => group.get<NotesReply>(person, `${path}/notes`);
    expect(await group.tries(ayu, `${path}/notes`, { text: "for me" })).toEqual([204]);
    expect(await read(ayu)).toMatchObject({ own: { text: "for me" }, seats: [] });
    expect(await read(budi)).toEqual({ own: null, seats: [] });
    expect(await group.tries(ayu, `${path}/notes`, { text: "" })).toEqual([204]);
    expect((await read(ayu)).own).toBeNull();

    const note = { holder: budi.id, text: "Ask the bank" };
    expect(await group.tries(ayu, `${path}/seat-notes`, note)).toEqual([201]);
    expect(await group.tries(citra, `${path}/seat-notes`, { ...note, text: "And twice" })).toEqual([
      201,
    ]);
    const nobody = { ...note, holder: "nobody" };
    expect(await group.tries(ayu, `${path}/seat-notes`, nobody)).toEqual([404, "no-such-seat"]);
    expect((await read(citra)).seats).toMatchObject([
      { number: 1, holder: budi.id, author: ayu.id, text: "Ask the bank" },
      { number: 2, author: citra.id },
    ]);
    const remove = (by: typeof ayu, number: number) =>
      group.tries(by, `${path}/seat-notes/${number}/remove`, {});
    expect(await remove(citra, 1)).toEqual([403, "not-your-note"]);
    expect(await remove(budi, 1)).toEqual([204]);
    expect(await remove(budi, 1)).toEqual([404, "no-such-note"]);
    expect(await remove(citra, 2)).toEqual([204]);
    expect((await read(ayu)).seats).toEqual([]);
    await group.tries(ayu, `${path}/seat-notes`, note);
    expect((await read(ayu)).seats).toMatchObject([{ number: 3 }]);
    expect(await group.tries(ayu, "/calls/other/notes", { text: "x" })).toEqual([
      404,
      "no-such-call",
    ]);
  });

  it("5.8 are kept from whoever was put out of the call, as all that is written there is", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    const { session, at } = await group.open();
    const [ayu, budi, dewi] = [group.at(0), group.at(1), group.at(3)];
    await group.enter(session, ayu, budi, dewi);
    await group.until(at + 1_000);
    const path = `/calls/${session}`;
    const note = { holder: ayu.id, text: "Ask the bank" };
    expect(await group.tries(dewi, `${path}/seat-notes`, note)).toEqual([201]);
    expect(await group.tries(dewi, `${path}/notes`, { text: "for me" })).toEqual([204]);
    const chair = await group.seat(ayu);
    const out = await box.command(session, chair, { type: "remove", member: dewi.id });
    expect(out.statusCode).toBe(200);

    const reading = ["notes", "pulse", "remarks"];
    const read = async (what: string) => {
      const reply = await box.get(`${group.path(dewi)}${path}/${what}`, dewi.cookie);
      return [reply.statusCode, reply.json<{ code?: string }>().code];
    };
    const writing: [string, object][] = [
      ["notes", { text: "still here" }],
      ["seat-notes", note],
      ["seat-notes/1/remove", {}],
      ["pulse", { useful: 1, trust: 1, time: 1 }],
      ["remarks", { kind: "correction", to: null, text: "It was not so" }],
    ];
    const refusesToWrite = async () => {
      for (const [what, body] of writing) {
        const answer = await group.tries(dewi, `${path}/${what}`, body);
        expect([what, ...answer]).toEqual([what, 403, "removed"]);
      }
    };
    for (const what of reading)
      expect([what, ...(await read(what))]).toEqual([what, 403, "removed"]);
    await refusesToWrite();
    // The hour is over: they read what they did in it, and write nothing more.
    await group.until(at + 61 * MINUTE);
    for (const what of reading)
      expect([what, ...(await read(what))]).toEqual([what, 200, undefined]);
    await refusesToWrite();
    const kept = await group.get<NotesReply>(dewi, `${path}/notes`);
    expect(kept).toMatchObject({ own: { text: "for me" }, seats: [{ number: 1 }] });
    expect(await group.tries(budi, `${path}/notes`, { text: "there" })).toEqual([204]);
  });

  it("are ciphertext in a sealed group, private ones under the link's own key", async () => {
    const group = await TestGroup.found(await Box.open(), { sealed: true });
    const { session } = await group.open();
    const ayu = group.at(0);
    await group.enter(session, ayu);
    const own = (text: string) => group.tries(ayu, `/calls/${session}/notes`, { text });
    const seat = (text: string) =>
      group.tries(ayu, `/calls/${session}/seat-notes`, { holder: ayu.id, text });
    expect(await own("plain")).toEqual([422, "not-sealed-text"]);
    expect(await own("1.c29tZXRoaW5n")).toEqual([422, "not-sealed-text"]);
    expect(await own("own.c29tZXRoaW5n")).toEqual([204]);
    expect(await seat("own.c29tZXRoaW5n")).toEqual([422, "not-sealed-text"]);
    expect(await seat("1.c29tZXRoaW5n")).toEqual([201]);
  });
});
