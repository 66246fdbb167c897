import { randomBytes } from "node:crypto";
import type { CreateSessionReply, SealReply } from "@hotseat/shared";
import { closeCodes } from "@hotseat/shared";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { proofOf } from "../links/proof.ts";
import { openPostgres } from "../store/database.ts";
import { Box, cookieIn, pathOf } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { createDatabase } from "../testing/postgres.ts";

/** Sealed bytes look random, and the server cannot tell them from any others. */
const text = (bytes: number) => randomBytes(bytes).toString("base64url");
const publicKey = () => text(32);
const wrapped = () => text(80);
const secret = () => text(32);

type Seal = { members: { publicKey: string; wrapped: string }[]; roster: string };

function sealFor(count: number): Seal {
  return {
    members: Array.from({ length: count }, () => ({
      publicKey: publicKey(),
      wrapped: wrapped(),
    })),
    roster: text(28 + 32 * count),
  };
}

/** The first member's key for all of them. */
function withOneKey(seal: Seal): Seal {
  return { ...seal, members: seal.members.map(() => at(seal.members, 0)) };
}

type SealedSession = { session: string; members: Member[]; seal: Seal };

/** Four members called A to D in a sealed session; D is the facilitator. */
async function sealedSession(box: Box, seal = sealFor(4)): Promise<SealedSession> {
  const secrets = Array.from({ length: 4 }, secret);
  const members = secrets.map((each, i) => ({ name: "ABCD".charAt(i), proof: proofOf(each) }));
  const body = { hour: 3_600_000, members, facilitator: 3, seal };
  const reply = await box.post("/api/operator/sessions", body, await box.claimOperator());
  expect(reply.statusCode).toBe(201);
  const created = reply.json<CreateSessionReply>();
  const claimed = await Promise.all(
    created.members.map(async ({ id }, i) => {
      const proof = { proof: proofOf(secrets[i] ?? "") };
      const claim = await box.post(`${pathOf(created.session, id)}/claim`, proof);
      return { id, secret: secrets[i] ?? "", cookie: cookieIn(claim) };
    }),
  );
  return { session: created.session, members: claimed, seal };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
}

async function sealOf(box: Box, session: string, member: Member): Promise<SealReply> {
  return (await box.get(`${pathOf(session, member.id)}/seal`, member.cookie)).json();
}

/** A new link for one of the members, with a key for all of them. */
function renewal(members: readonly Member[], epoch = 2) {
  const next = secret();
  const seal = {
    epoch,
    publicKey: publicKey(),
    wrapped: members.map(({ id }) => ({ member: id, wrapped: wrapped() })),
    roster: text(28 + 32 * members.length),
  };
  return { secret: next, body: { proof: proofOf(next), seal } };
}

describe("a sealed session", () => {
  it("says that it is, and gives each member what is wrapped for them", async () => {
    const box = await Box.open();
    const { session, members, seal } = await sealedSession(box);
    for (const [i, member] of members.entries()) {
      expect((await box.view(session, member)).sealed).toBe(true);
      expect(await sealOf(box, session, member)).toEqual({
        epoch: 1,
        keys: [{ epoch: 1, wrapped: at(seal.members, i).wrapped, roster: seal.roster }],
        publicKeys: members.map(({ id }, j) => ({
          member: id,
          publicKey: at(seal.members, j).publicKey,
        })),
      });
    }
  });

  it("gives nobody somebody else's", async () => {
    const box = await Box.open();
    const { session, members } = await sealedSession(box);
    const [ana, ben] = [at(members, 0), at(members, 1)];
    const reply = await box.get(`${pathOf(session, ana.id)}/seal`, ben.cookie);
    expect(reply.statusCode).toBe(401);
    expect(reply.json()).toMatchObject({ code: "not-your-seat" });
  });

  it("is not what a session without a seal is", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    expect((await box.view(session, members[0])).sealed).toBe(false);
    const reply = await box.get(`${pathOf(session, members[0].id)}/seal`, members[0].cookie);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([404, "not-sealed"]);
  });

  it.each([
    ["a key too few", sealFor(3), 422, "bad-seal"],
    ["a key too many", sealFor(5), 422, "bad-seal"],
    ["no keys", sealFor(0), 400, "bad-request"],
    [
      "a public key of another length",
      { ...sealFor(4), members: sealFor(4).members.map((m) => ({ ...m, publicKey: text(64) })) },
      400,
      "bad-request",
    ],
    [
      "a wrapped key of another length",
      { ...sealFor(4), members: sealFor(4).members.map((m) => ({ ...m, wrapped: text(4_000) })) },
      400,
      "bad-request",
    ],
    ["a roster without end", { ...sealFor(4), roster: text(3_000) }, 400, "bad-request"],
    ["a field that is not known", { ...sealFor(4), key: text(32) }, 400, "bad-request"],
    ["one public key for two", withOneKey(sealFor(4)), 422, "duplicate-key"],
  ])("is refused with %s", async (_, seal, status, code) => {
    const box = await Box.open();
    const members = [..."ABCD"].map((name) => ({ name, proof: proofOf(secret()) }));
    const body = { hour: 3_600_000, members, facilitator: 3, seal };
    const reply = await box.post("/api/operator/sessions", body, await box.claimOperator());
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([status, code]);
  });
});

describe("a new key", () => {
  it("is given to all but those who were put out", async () => {
    const box = await Box.open();
    const { session, members } = await sealedSession(box);
    const [ana, ben, , dan] = [at(members, 0), at(members, 1), at(members, 2), at(members, 3)];
    const [ofAna] = await box.enter(session, ana, dan);
    const path = `${pathOf(session, dan.id)}/seal`;
    const { publicKey: _, ...everybody } = renewal(members).body.seal;
    expect((await box.post(path, everybody, ana.cookie)).statusCode).toBe(401);
    const notChair = await box.post(`${pathOf(session, ana.id)}/seal`, everybody, ana.cookie);
    expect(notChair.json()).toMatchObject({ code: "not-chair" });
    expect((await box.command(session, dan, { type: "remove", member: ben.id })).statusCode).toBe(
      200,
    );
    const refused = await box.post(path, everybody, dan.cookie);
    expect(refused.json()).toMatchObject({ code: "bad-seal" });
    const { publicKey: __, ...rest } = renewal(members.filter(({ id }) => id !== ben.id)).body.seal;
    expect((await box.post(path, rest, dan.cookie)).statusCode).toBe(204);
    const told = await ofAna?.until(({ received }) =>
      received.find(({ type }) => type === "sealed-anew"),
    );
    expect(told).toEqual({ type: "sealed-anew", epoch: 2 });
    const { epoch, publicKeys } = await sealOf(box, session, ana);
    expect(epoch).toBe(2);
    expect(publicKeys.map(({ member }) => member)).not.toContain(ben.id);
    expect((await box.post(path, rest, dan.cookie)).json()).toMatchObject({
      code: "seal-moved-on",
    });
  });
});

describe("a new link", () => {
  it("replaces the old one and the key, at once and for everybody", async () => {
    const box = await Box.open();
    const { session, members, seal } = await sealedSession(box);
    const [ana, ben, , dan] = [at(members, 0), at(members, 1), at(members, 2), at(members, 3)];
    const [ofAna, ofBen] = await box.enter(session, ana, ben);
    const { secret: next, body } = renewal(members);
    const path = `${pathOf(session, dan.id)}/links/${ben.id}`;
    const reply = await box.post(path, body, dan.cookie);
    expect(reply.statusCode).toBe(204);

    await ofBen?.until(({ closed }) => closed);
    expect(ofBen?.closed).toEqual({ code: closeCodes.forbidden });
    const told = await ofAna?.until(({ received }) =>
      received.find(({ type }) => type === "sealed-anew"),
    );
    expect(told).toEqual({ type: "sealed-anew", epoch: 2 });
    expect((await box.get(pathOf(session, ben.id), ben.cookie)).statusCode).toBe(401);
    const old = await box.post(`${pathOf(session, ben.id)}/claim`, { proof: proofOf(ben.secret) });
    expect([old.statusCode, old.json<{ code: string }>().code]).toEqual([403, "wrong-link"]);

    const claim = await box.post(`${pathOf(session, ben.id)}/claim`, { proof: proofOf(next) });
    expect(claim.statusCode).toBe(204);
    const newBen = { ...ben, cookie: cookieIn(claim) };
    const wrappedFor = (member: Member) =>
      body.seal.wrapped.find((each) => each.member === member.id)?.wrapped;
    const { roster } = body.seal;
    const publicKeys = members.map(({ id }, i) => ({
      member: id,
      publicKey: id === ben.id ? body.seal.publicKey : at(seal.members, i).publicKey,
    }));
    expect(await sealOf(box, session, newBen)).toEqual({
      epoch: 2,
      keys: [{ epoch: 2, wrapped: wrappedFor(ben), roster }],
      publicKeys,
    });
    expect(await sealOf(box, session, ana)).toEqual({
      epoch: 2,
      keys: [
        { epoch: 1, wrapped: at(seal.members, 0).wrapped, roster: seal.roster },
        { epoch: 2, wrapped: wrappedFor(ana), roster },
      ],
      publicKeys,
    });
  });

  it("lets the old one into no room any more", async () => {
    const box = await Box.open();
    const { session, members } = await sealedSession(box);
    const [ben, dan] = [at(members, 1), at(members, 3)];
    const joined = await box.join(session, ben);
    expect(joined.statusCode).toBe(200);
    const path = `${pathOf(session, dan.id)}/links/${ben.id}`;
    expect((await box.post(path, renewal(members).body, dan.cookie)).statusCode).toBe(204);
    const again = await box.join(session, ben);
    expect(again.statusCode).toBe(401);
  });

  it("needs only a proof where the session is not sealed", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [ana, , , dan] = members;
    const next = secret();
    const path = `${pathOf(session, dan.id)}/links/${ana.id}`;
    expect((await box.post(path, { proof: proofOf(next) }, dan.cookie)).statusCode).toBe(204);
    const claim = await box.post(`${pathOf(session, ana.id)}/claim`, { proof: proofOf(next) });
    expect(claim.statusCode).toBe(204);
    expect((await box.get(pathOf(session, ana.id), ana.cookie)).statusCode).toBe(401);
  });

  it("takes nobody's place from them by a chair that was only taken", async () => {
    const box = await Box.open();
    const { session, members } = await box.hour();
    const [ana, ben, , dan] = members;
    const tries = async (by: Member, of: Member) => {
      const path = `${pathOf(session, by.id)}/links/${of.id}`;
      const reply = await box.post(path, { proof: proofOf(secret()) }, by.cookie);
      return reply.statusCode === 204 ? "given" : reply.json<{ code: string }>().code;
    };
    const [ofAna, ofDan] = await box.enter(session, ana, dan);
    await box.command(session, ana, { type: "take-chair" });
    expect(await tries(ana, dan)).toBe("facilitator-here");
    expect(await tries(ana, ben)).toBe("chair-only-taken");
    ofDan?.socket.close();
    await ofAna?.until(({ view }) => view?.members.find(({ id }) => id === dan.id)?.here === false);
    expect(await tries(ana, dan)).toBe("chair-only-taken");
    expect(await tries(ana, ben)).toBe("given");
    expect((await box.get(pathOf(session, dan.id), dan.cookie)).statusCode).toBe(200);
  });

  it.each([
    ["whoever has no chair", { by: 0 }, 403, "not-chair"],
    ["their own", { of: 3 }, 409, "own-link"],
    ["nobody", { stranger: true }, 403, "not-a-member"],
    ["no new key", { seal: false }, 422, "needs-seal"],
    ["the epoch in use", { epoch: 1 }, 400, "bad-request"],
    ["an epoch too far", { epoch: 3 }, 409, "seal-moved-on"],
    ["a key too few", { leave: 1 }, 422, "bad-seal"],
    ["a link that is somebody's", { taken: true }, 422, "duplicate-proof"],
  ])("is refused to or with %s, and changes nothing", async (_, change, status, code) => {
    const box = await Box.open();
    const { session, members } = await sealedSession(box);
    const { by = 3, of = 1, epoch = 2, leave = 0 } = change as Record<string, number>;
    const { stranger, seal, taken } = change as Record<string, boolean>;
    const { body } = renewal(members.slice(leave), epoch);
    const payload = {
      proof: taken ? proofOf(at(members, 0).secret) : body.proof,
      ...(seal === false ? {} : { seal: body.seal }),
    };
    const asker = at(members, by);
    const target = stranger ? "nobody" : at(members, of).id;
    const before = await sealOf(box, session, at(members, 1));
    const path = `${pathOf(session, asker.id)}/links/${target}`;
    const reply = await box.post(path, payload, asker.cookie);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([status, code]);
    expect(await sealOf(box, session, at(members, 1))).toEqual(before);
  });

  it("closes what the old one opened on another server too, on PostgreSQL", async () => {
    const url = await createDatabase(inject("postgresUrl"));
    const databases = await Promise.all([openPostgres(url), openPostgres(url)]);
    onTestFinished(async () => {
      for (const database of databases) await database.close();
    });
    const one = await Box.open({ database: at(databases, 0) });
    const other = await Box.open({ database: at(databases, 1) });
    const { session, members } = await sealedSession(one);
    const [ana, ben, dan] = [at(members, 0), at(members, 1), at(members, 3)];
    const [ofAna, ofBen] = await other.enter(session, ana, ben);
    const path = `${pathOf(session, dan.id)}/links/${ben.id}`;
    expect((await one.post(path, renewal(members).body, dan.cookie)).statusCode).toBe(204);
    await ofBen?.until(({ closed }) => closed);
    expect(ofBen?.closed).toEqual({ code: closeCodes.forbidden });
    const told = await ofAna?.until(({ received }) =>
      received.find(({ type }) => type === "sealed-anew"),
    );
    expect(told).toEqual({ type: "sealed-anew", epoch: 2 });
    expect((await sealOf(other, session, ana)).keys.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect((await other.get(pathOf(session, ben.id), ben.cookie)).statusCode).toBe(401);
  });

  it("is made once when two make it at the same time", async () => {
    const box = await Box.open();
    const { session, members } = await sealedSession(box);
    const [ana, ben, , dan] = [at(members, 0), at(members, 1), at(members, 2), at(members, 3)];
    const replies = await Promise.all(
      [ana, ben].map(({ id }) =>
        box.post(`${pathOf(session, dan.id)}/links/${id}`, renewal(members).body, dan.cookie),
      ),
    );
    expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 409]);
  });
});
