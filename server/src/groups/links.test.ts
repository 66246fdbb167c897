import { closeCodes } from "@hotseat/shared";
import type { GroupSealReply } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { proofOf } from "../links/proof.ts";
import { Box, pathOf } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { TestGroup, newPublicKey, newRoster, newSecret, newWrapped } from "../testing/group.ts";

/** A key for some members, as a browser would have made it. */
function keyFor(epoch: number, members: readonly { readonly id: string }[]) {
  return {
    epoch,
    wrapped: members.map(({ id }) => ({ member: id, wrapped: newWrapped() })),
    roster: newRoster(members.length),
  };
}

function linkFor(epoch: number, members: readonly Member[], earlier: readonly number[] = []) {
  const secret = newSecret();
  const keys = earlier.map((each) => ({ epoch: each, wrapped: newWrapped() }));
  const seal = { ...keyFor(epoch, members), publicKey: newPublicKey(), earlier: keys };
  return { secret, body: { proof: proofOf(secret), seal } };
}

function sealOf(group: TestGroup, person: Member): Promise<GroupSealReply> {
  return group.get(person, "/seal");
}

describe("a sealed group", () => {
  it("says that it is, and gives each member what is wrapped for them, also in its calls", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    expect(await group.view()).toMatchObject({ sealed: true });
    const own = await sealOf(group, group.at(2));
    expect(own).toMatchObject({ epoch: 1, keys: [{ epoch: 1 }], waiting: [] });
    expect(own.publicKeys).toEqual(
      group.people.map(({ id }, i) => ({ member: id, publicKey: group.publicKeys[i] })),
    );
    const { session } = await group.open();
    const seat = await group.seat(group.at(2));
    expect((await box.view(session, seat)).sealed).toBe(true);
    const inCall = await box.get(`${pathOf(session, seat.id)}/seal`, seat.cookie);
    const { waiting: _, ...keys } = own;
    expect(inCall.json()).toEqual({ ...keys, group: group.id });
  });

  it("gives a new link the keys before it, everybody a new one, and the old link nothing", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    const { session } = await group.open();
    const [ofAyu, ofCitra] = await group.enter(session, group.at(0), group.at(2));
    const citra = group.at(2);
    const { secret, body } = linkFor(2, group.people, [1]);
    expect(await group.tries(group.at(0), `/links/${citra.id}`, body)).toEqual([204]);
    await ofCitra?.until(({ closed }) => closed);
    expect(ofCitra?.closed).toEqual({ code: closeCodes.forbidden });
    const told = await ofAyu?.until(({ received }) =>
      received.find(({ type }) => type === "sealed-anew"),
    );
    expect(told).toEqual({ type: "sealed-anew", epoch: 2 });
    const again = { ...citra, secret };
    expect(await group.claim(again)).toBe(204);
    const seal = await sealOf(group, again);
    expect(seal.keys.map(({ epoch, wrapped }) => [epoch, wrapped])).toEqual([
      [1, body.seal.earlier[0]?.wrapped],
      [2, body.seal.wrapped[2]?.wrapped],
    ]);
    expect(seal.publicKeys[2]).toEqual({ member: citra.id, publicKey: body.seal.publicKey });
  });

  it.each([
    ["without a key", { seal: undefined }, 422, "needs-seal"],
    ["with a key too few", { leave: 1 }, 422, "bad-seal"],
    ["with an epoch too far", { epoch: 3 }, 409, "seal-moved-on"],
    ["with a gap in the earlier keys", { epoch: 2, earlier: [3] }, 422, "bad-seal"],
    ["by a member", { by: 2 }, 403, "not-facilitator"],
    ["with a link that is somebody's", { taken: true }, 422, "duplicate-proof"],
    ["with a public key that is somebody's", { sameKey: true }, 422, "duplicate-key"],
  ])("gives no new link %s, and stays as it was", async (_, change, status, code) => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    const {
      by = 0,
      leave = 0,
      epoch = 2,
      earlier = [],
      taken,
      sameKey,
    } = change as {
      by?: number;
      leave?: number;
      epoch?: number;
      earlier?: number[];
      taken?: boolean;
      sameKey?: boolean;
    };
    const { body } = linkFor(epoch, group.people.slice(leave), earlier);
    const given = {
      proof: taken ? proofOf(group.at(1).secret) : body.proof,
      ...("seal" in change
        ? {}
        : { seal: sameKey ? { ...body.seal, publicKey: group.publicKeys[1] } : body.seal }),
    };
    const before = await sealOf(group, group.at(3));
    expect(await group.tries(group.at(by), `/links/${group.at(3).id}`, given)).toEqual([
      status,
      code,
    ]);
    expect(await sealOf(group, group.at(3))).toEqual(before);
  });

  it("gives a new member a key with their link, or does not take them in", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    const secret = newSecret();
    const eva = { name: "Eva", zone: "Europe/Berlin", proof: proofOf(secret) };
    expect(await group.tries(group.at(0), "/members", eva)).toEqual([422, "needs-seal"]);
    const key = keyFor(2, group.people);
    const seal = { ...key, publicKey: newPublicKey(), own: newWrapped() };
    const late = { ...eva, seal: { ...seal, epoch: 4 } };
    expect(await group.tries(group.at(0), "/members", late)).toEqual([409, "seal-moved-on"]);
    expect((await group.view()).members).toHaveLength(4);
    const added = await group.post(group.at(0), "/members", { ...eva, seal });
    expect(added.statusCode).toBe(201);
    const person = { id: added.json<{ id: string }>().id, secret, cookie: "" };
    expect(await group.claim(person)).toBe(204);
    const own = await sealOf(group, person);
    expect(own.keys).toEqual([{ epoch: 2, wrapped: seal.own, roster: seal.roster }]);
    expect(own.publicKeys.at(-1)).toEqual({ member: person.id, publicKey: seal.publicKey });
  });

  it("is given a new key by facilitator or deputy when somebody has left", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    const [ayu, budi, citra, dewi] = [group.at(0), group.at(1), group.at(2), group.at(3)];
    await group.post(dewi, "/commands", { type: "part", member: dewi.id });
    // Until then the roster is as it was, so that everybody else can still open the key.
    expect((await sealOf(group, ayu)).publicKeys).toHaveLength(4);
    expect(await group.tries(citra, "/seal", keyFor(2, [ayu, budi, citra]))).toEqual([
      403,
      "not-facilitator",
    ]);
    expect(await group.tries(budi, "/seal", keyFor(2, group.people))).toEqual([422, "bad-seal"]);
    expect(await group.tries(budi, "/seal", keyFor(2, [ayu, budi, citra]))).toEqual([204]);
    expect((await sealOf(group, ayu)).publicKeys.map(({ member }) => member)).toEqual([
      ayu.id,
      budi.id,
      citra.id,
    ]);
    const twice = await Promise.all(
      [ayu, budi].map((by) => group.tries(by, "/seal", keyFor(3, [ayu, budi, citra]))),
    );
    expect(twice.map(([status]) => status).toSorted()).toEqual([204, 409]);
  });

  it("lets whoever has a link from the operator wait until the deputy admits them", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    const [ayu, budi, citra, dewi] = [group.at(0), group.at(1), group.at(2), group.at(3)];
    const holders = await box.get(
      `/api/operator/groups/${group.id}/vouchers`,
      await box.claimOperator(),
    );
    expect(holders.json()).toEqual({
      holders: [ayu, budi].map(({ id }, i) => ({ member: id, publicKey: group.publicKeys[i] })),
    });
    const secret = newSecret();
    const link = { proof: proofOf(secret) };
    expect(await group.asOperator(`/links/${ayu.id}`, link)).toEqual([422, "needs-seal"]);
    const publicKey = newPublicKey();
    const voucher = newWrapped();
    const stray = { publicKey, vouchers: [{ member: "nobody", wrapped: voucher }] };
    expect(await group.asOperator(`/links/${ayu.id}`, { ...link, seal: stray })).toEqual([
      422,
      "bad-seal",
    ]);
    const seal = { publicKey, vouchers: [{ member: budi.id, wrapped: voucher }] };
    expect(await group.asOperator(`/links/${ayu.id}`, { ...link, seal })).toEqual([204]);

    expect(await group.claim(ayu)).toBe(403);
    const again = { ...ayu, secret };
    expect(await group.claim(again)).toBe(204);
    expect(await sealOf(group, again)).toMatchObject({ epoch: 1, keys: [] });
    const waits = { member: ayu.id, publicKey };
    expect((await sealOf(group, budi)).waiting).toEqual([{ ...waits, voucher }]);
    expect((await sealOf(group, citra)).waiting).toEqual([{ ...waits, voucher: null }]);

    const key = keyFor(2, [again, budi, citra, dewi]);
    const admitted = [{ ...waits, earlier: [{ epoch: 1, wrapped: newWrapped() }] }];
    expect(await group.tries(citra, "/seal", { ...key, admitted })).toEqual([
      403,
      "not-facilitator",
    ]);
    // Whoever still waits admits nobody, themselves least of all.
    expect(await group.tries(again, "/seal", { ...key, admitted })).toEqual([
      403,
      "not-facilitator",
    ]);
    const other = [{ ...waits, publicKey: newPublicKey(), earlier: [] }];
    expect(await group.tries(budi, "/seal", { ...key, admitted: other })).toEqual([
      409,
      "not-waiting",
    ]);
    expect(await group.tries(budi, "/seal", { ...key, admitted })).toEqual([204]);
    const seen = await sealOf(group, again);
    expect(seen.keys.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(seen.waiting).toEqual([]);
    expect(await group.tries(budi, "/seal", { ...keyFor(3, group.people), admitted })).toEqual([
      409,
      "not-waiting",
    ]);
  });
});

describe("a group that is not sealed", () => {
  it("has no key, and takes none", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box);
    expect(await sealOf(group, group.at(0))).toMatchObject({ code: "not-sealed" });
    const { body } = linkFor(2, group.people);
    expect(await group.tries(group.at(0), `/links/${group.at(1).id}`, body)).toEqual([
      404,
      "not-sealed",
    ]);
    expect(await group.tries(group.at(0), "/seal", keyFor(2, group.people))).toEqual([
      404,
      "not-sealed",
    ]);
  });
});
