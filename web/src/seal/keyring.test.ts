import { describe, expect, it } from "vitest";
import type { SealReply } from "@hotseat/shared";
import { fromBase64Url } from "../link/base64url.ts";
import { newSecret } from "../link/secret.ts";
import { newSeal, nextSeal, renewedSeal } from "./creation.ts";
import { openKeyring, mediaKeyOf } from "./keyring.ts";
import type { Keyring } from "./keyring.ts";

const members = ["ana", "ben", "cho"];

type Seal = Awaited<ReturnType<typeof newSeal>>;

/** A session as a server would keep it. */
async function sealed() {
  const secrets = members.map(newSecret);
  return { secrets, seal: await newSeal(secrets) };
}

/** What the server would give the member at a place. */
function replyTo(at: number, { members: given, roster }: Seal): SealReply {
  const publicKeys = given.map(({ publicKey }, i) => ({ member: members[i] ?? "", publicKey }));
  return { epoch: 1, keys: [{ epoch: 1, wrapped: given[at]?.wrapped ?? "", roster }], publicKeys };
}

function bytes(secret: string | undefined) {
  return fromBase64Url(secret ?? "") ?? new Uint8Array();
}

function opened(keyring: Awaited<ReturnType<typeof openKeyring>>): Keyring {
  if (typeof keyring === "string") throw new Error(`not opened: ${keyring}`);
  return keyring;
}

describe("the keys of a sealed session", () => {
  it("are the same for every member", async () => {
    const { secrets, seal } = await sealed();
    const keys = await Promise.all(
      secrets.map(async (secret, i) => {
        const { sessionKeys } = opened(await openKeyring(bytes(secret), replyTo(i, seal)));
        return sessionKeys.get(1);
      }),
    );
    expect(keys[0]).toHaveLength(32);
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
  });

  it("have the lengths that the protocol bounds", async () => {
    const { seal } = await sealed();
    expect(seal.members.map(({ publicKey }) => publicKey.length)).toEqual([43, 43, 43]);
    expect(seal.members.map(({ wrapped }) => wrapped.length)).toEqual([107, 107, 107]);
    expect(seal.roster).toMatch(/^[A-Za-z0-9_-]{80,294}$/);
  });

  it("are for key pairs that whoever has the link derives alike, everywhere", async () => {
    const { publicKeyOf } = await import("./wrap.ts");
    // Worked out with node:crypto alone, by section 7.1.3 of RFC 9180.
    expect(await publicKeyOf(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(
      "te3JZWqtQ7chherAKnIo_iZwOfBJAti1fJsKb2n7XSw",
    );
  });

  it("differ by purpose and epoch", async () => {
    const { secrets, seal } = await sealed();
    const keyring = opened(await openKeyring(bytes(secrets[0]), replyTo(0, seal)));
    const key = keyring.sessionKeys.get(1) ?? new Uint8Array();
    const media = await mediaKeyOf(key, 1);
    expect(media).not.toEqual(key);
    expect(media).not.toEqual(keyring.textKeys.get(1));
    expect(media).not.toEqual(await mediaKeyOf(key, 2));
  });

  it("do not open for another link", async () => {
    const { seal } = await sealed();
    expect(await openKeyring(bytes(newSecret()), replyTo(0, seal))).toBe("key");
  });

  it("do not open when a bit of them was changed", async () => {
    const { secrets, seal } = await sealed();
    const reply = replyTo(0, seal);
    const [given] = reply.keys;
    const wrapped = given?.wrapped ?? "";
    const changed = wrapped.slice(0, 100) + (wrapped[100] === "A" ? "B" : "A") + wrapped.slice(101);
    const keys = [{ epoch: 1, roster: seal.roster, wrapped: changed }];
    expect(await openKeyring(bytes(secrets[0]), { ...reply, keys })).toBe("key");
  });

  it("do not open under another epoch", async () => {
    const { secrets, seal } = await sealed();
    const reply = replyTo(0, seal);
    const keys = reply.keys.map((key) => ({ ...key, epoch: 2 }));
    expect(await openKeyring(bytes(secrets[0]), { ...reply, epoch: 2, keys })).toBe("key");
  });

  it("are refused when the server has a public key slipped in", async () => {
    const { secrets, seal } = await sealed();
    const other = await newSeal([newSecret(), newSecret()]);
    const reply = replyTo(0, seal);
    const [mine, ben] = reply.publicKeys;
    const foreign = { member: "cho", publicKey: other.members[0]?.publicKey ?? "" };
    for (const publicKeys of [
      [mine, ben, foreign],
      [...reply.publicKeys, foreign],
      [mine, ben],
    ]) {
      const given = { ...reply, publicKeys: publicKeys as SealReply["publicKeys"] };
      expect(await openKeyring(bytes(secrets[0]), given)).toBe("roster");
    }
  });

  it("are refused when the server makes a whole seal of its own for the members' public keys", async () => {
    const { secrets, seal } = await sealed();
    const { wrap } = await import("./wrap.ts");
    const { sealRoster } = await import("./roster.ts");
    const forged = new Uint8Array(32).fill(7);
    const voucher = { id: new TextEncoder().encode("link"), key: new Uint8Array(32) };
    const publicKeys = seal.members.map(({ publicKey }) => publicKey);
    const wrapped = await wrap(forged, 1, publicKeys[0] ?? "", voucher);
    const roster = await sealRoster(forged, 1, publicKeys);
    const reply = { ...replyTo(0, seal), keys: [{ epoch: 1, wrapped, roster }] };
    expect(await openKeyring(bytes(secrets[0]), reply)).toBe("key");
  });
});

describe("a new link", () => {
  /** Ana gives Cho a new link. */
  async function renewed() {
    const { secrets, seal } = await sealed();
    const before = opened(await openKeyring(bytes(secrets[0]), replyTo(0, seal)));
    const secret = newSecret();
    const next = await renewedSeal(before, "cho", secret, []);
    const publicKeys = before.publicKeys.map((each) =>
      each.member === "cho" ? { member: "cho", publicKey: next.publicKey } : each,
    );
    const replyAnew = (at: number): SealReply => {
      const first = replyTo(at, seal).keys;
      const { epoch, roster } = next;
      const last = { epoch, roster, wrapped: next.wrapped[at]?.wrapped ?? "" };
      return { epoch: 2, keys: at === 2 ? [last] : [...first, last], publicKeys };
    };
    return { secrets, secret, before, replyAnew };
  }

  it("brings everybody the same new key", async () => {
    const { secrets, secret, before, replyAnew } = await renewed();
    const ana = opened(await openKeyring(bytes(secrets[0]), replyAnew(0)));
    const ben = opened(await openKeyring(bytes(secrets[1]), replyAnew(1)));
    const cho = opened(await openKeyring(bytes(secret), replyAnew(2)));
    expect(ana.epoch).toBe(2);
    expect(ana.sessionKeys.get(2)).not.toEqual(before.sessionKeys.get(1));
    expect(ben.sessionKeys.get(2)).toEqual(ana.sessionKeys.get(2));
    expect(cho.sessionKeys.get(2)).toEqual(ana.sessionKeys.get(2));
    expect(ana.sessionKeys.get(1)).toEqual(before.sessionKeys.get(1));
    expect(cho.sessionKeys.has(1)).toBe(false);
  });

  it("gives the old link nothing", async () => {
    const { secrets, replyAnew } = await renewed();
    expect(await openKeyring(bytes(secrets[2]), replyAnew(2))).toBe("key");
  });

  it("is believed only from whoever had the key before", async () => {
    const { secrets, replyAnew } = await renewed();
    const other = await renewed();
    const reply = replyAnew(1);
    const foreign = other.replyAnew(1).keys[1];
    const keys = [...reply.keys.slice(0, 1), ...(foreign ? [foreign] : [])];
    expect(await openKeyring(bytes(secrets[1]), { ...reply, keys })).toBe("key");
  });
});

describe("a key that follows because somebody was put out", () => {
  it("is for those who stay, and for nobody else", async () => {
    const { secrets, seal } = await sealed();
    const before = opened(await openKeyring(bytes(secrets[0]), replyTo(0, seal)));
    const { epoch, roster, wrapped } = await nextSeal(before, ["cho"]);
    expect(wrapped.map(({ member }) => member)).toEqual(["ana", "ben"]);
    const publicKeys = before.publicKeys.filter(({ member }) => member !== "cho");
    const last = { epoch, roster, wrapped: wrapped[1]?.wrapped ?? "" };
    const keys = [...replyTo(1, seal).keys, last];
    const ben = opened(await openKeyring(bytes(secrets[1]), { epoch, keys, publicKeys }));
    expect(ben.sessionKeys.get(2)).not.toEqual(before.sessionKeys.get(1));
    const all = { epoch, keys, publicKeys: [...before.publicKeys] };
    expect(await openKeyring(bytes(secrets[1]), all)).toBe("roster");
    const foreign = { epoch, keys: [...replyTo(2, seal).keys, last], publicKeys };
    expect(await openKeyring(bytes(secrets[2]), foreign)).toBe("key");
  });
});
