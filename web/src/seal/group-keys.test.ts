import type {
  AddMemberRequest,
  GroupLinkRequest,
  GroupSealReply,
  NewGroupKeyRequest,
} from "@hotseat/shared/group";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fromBase64Url } from "../link/base64url.ts";
import { newSecret } from "../link/secret.ts";
import { newSeal } from "./creation.ts";
import {
  addedGroupSeal,
  closeGroupText,
  closeNote,
  codeOf,
  hasLeft,
  nextGroupKey,
  openGroupText,
  openNote,
  ownCode,
  renewedGroupSeal,
  voucherSeal,
} from "./group-keys.ts";
import type { GroupKeyring } from "./group-keys.ts";
import { openGroupSeal, replaceGroupKey } from "./group-opening.ts";
import { keyringOfCall, openKeyring } from "./keyring.ts";
import type { Keyring } from "./keyring.ts";

type Row = { epoch: number; member: string; publicKey: string; wrapped: string | null };

/** What a server keeps of a group's key, and gives back: the same rows, by the same rules. */
class Kept {
  readonly rows: Row[] = [];
  readonly rosters = new Map<number, string>();
  readonly waiting = new Map<string, { publicKey: string; vouchers: Map<string, string> }>();
  epoch = 0;

  keep(
    { epoch, wrapped, roster }: Pick<NewGroupKeyRequest, "epoch" | "wrapped" | "roster">,
    changed: ReadonlyMap<
      string,
      { publicKey: string; earlier: { epoch: number; wrapped: string }[] }
    >,
  ): void {
    for (const each of wrapped) {
      const before = this.rows.find((row) => row.epoch === epoch - 1 && row.member === each.member);
      const publicKey = changed.get(each.member)?.publicKey ?? before?.publicKey ?? "";
      this.rows.push({ epoch, publicKey, ...each });
    }
    for (const [member, { publicKey, earlier }] of changed) {
      for (const key of earlier) {
        const row = this.rows.find((each) => each.epoch === key.epoch && each.member === member);
        if (row) Object.assign(row, { publicKey, wrapped: key.wrapped });
        else this.rows.push({ member, publicKey, ...key });
      }
    }
    this.rosters.set(epoch, roster);
    this.epoch = epoch;
  }

  forget(member: string): void {
    for (const row of this.rows) if (row.member === member) row.wrapped = null;
  }

  read(member: string): GroupSealReply {
    const keys = this.rows
      .filter((row) => row.member === member && row.wrapped !== null)
      .toSorted((a, b) => a.epoch - b.epoch)
      .map(({ epoch, wrapped }) => ({
        epoch,
        wrapped: wrapped ?? "",
        roster: this.rosters.get(epoch) ?? "",
      }));
    const publicKeys = this.rows
      .filter(({ epoch }) => epoch === this.epoch)
      .map(({ member, publicKey }) => ({ member, publicKey }));
    const waiting = [...this.waiting].map(([id, { publicKey, vouchers }]) => ({
      member: id,
      publicKey,
      voucher: vouchers.get(member) ?? null,
    }));
    return { epoch: this.epoch, keys, publicKeys, waiting };
  }
}

const ids = ["ana", "ben", "cho"];

async function founded() {
  const kept = new Kept();
  const secrets = new Map(ids.map((id) => [id, newSecret()]));
  const seal = await newSeal([...secrets.values()]);
  const changed = new Map(
    ids.map((id, i) => [id, { publicKey: seal.members[i]?.publicKey ?? "", earlier: [] }]),
  );
  const wrapped = ids.map((member, i) => ({ member, wrapped: seal.members[i]?.wrapped ?? "" }));
  kept.keep({ epoch: 1, wrapped, roster: seal.roster }, changed);
  return { kept, secrets, secretOf: (id: string) => secrets.get(id) ?? "" };
}

async function opened(kept: Kept, id: string, secret: string): Promise<Keyring> {
  const keyring = await openKeyring(fromBase64Url(secret) ?? new Uint8Array(), kept.read(id));
  if (typeof keyring === "string") throw new Error(`not opened: ${keyring}`);
  return keyring;
}

async function groupOf(
  kept: Kept,
  id: string,
  secret: string,
  members: readonly string[] = ids,
): Promise<GroupKeyring> {
  return {
    keyring: await opened(kept, id, secret),
    members,
    waiting: kept.read(id).waiting,
  };
}

function renew(kept: Kept, member: string, seal: NonNullable<GroupLinkRequest["seal"]>): void {
  kept.forget(member);
  kept.keep(seal, new Map([[member, { publicKey: seal.publicKey, earlier: [...seal.earlier] }]]));
}

describe("the key of a group", () => {
  it("gives each call keys of its own, which say nothing of another call's", async () => {
    const { kept, secretOf } = await founded();
    const [ana, ben] = [
      await opened(kept, "ana", secretOf("ana")),
      await opened(kept, "ben", secretOf("ben")),
    ];
    const [one, same, other] = [
      await keyringOfCall(ana, "g", "s1"),
      await keyringOfCall(ben, "g", "s1"),
      await keyringOfCall(ana, "g", "s2"),
    ];
    expect(one.sessionKeys.get(1)).toEqual(same.sessionKeys.get(1));
    expect(one.sessionKeys.get(1)).not.toEqual(other.sessionKeys.get(1));
    expect(one.sessionKeys.get(1)).not.toEqual(ana.sessionKeys.get(1));
    const written = await closeGroupText(one, "in the call");
    expect(await openGroupText(same, written)).toBe("in the call");
    expect(await openGroupText(ana, written)).toBeNull();
  });

  it("is replaced with a link, which goes on reading what was written before", async () => {
    const { kept, secretOf } = await founded();
    const before = await closeGroupText(await opened(kept, "ana", secretOf("ana")), "first");
    for (let i = 0; i < 2; i += 1) {
      const seal = await renewedGroupSeal(
        await groupOf(kept, "ana", secretOf("ana")),
        "cho",
        newSecret(),
      );
      renew(kept, "cho", seal);
    }
    const secret = newSecret();
    renew(
      kept,
      "ben",
      await renewedGroupSeal(await groupOf(kept, "ana", secretOf("ana")), "ben", secret),
    );
    const ben = await opened(kept, "ben", secret);
    expect([...ben.sessionKeys.keys()]).toEqual([1, 2, 3, 4]);
    expect(await openGroupText(ben, before)).toBe("first");
    const ana = await opened(kept, "ana", secretOf("ana"));
    expect(ana.sessionKeys).toEqual(ben.sessionKeys);
    const old = fromBase64Url(secretOf("ben")) ?? new Uint8Array();
    expect(await openKeyring(old, kept.read("ben"))).toBe("key");
  });

  it("is given to a new member without the ones before", async () => {
    const { kept, secretOf } = await founded();
    const before = await closeGroupText(await opened(kept, "ana", secretOf("ana")), "first");
    const secret = newSecret();
    const seal: NonNullable<AddMemberRequest["seal"]> = await addedGroupSeal(
      await groupOf(kept, "ana", secretOf("ana")),
      secret,
    );
    const wrapped = [...seal.wrapped, { member: "dan", wrapped: seal.own }];
    kept.keep({ ...seal, wrapped }, new Map([["dan", { publicKey: seal.publicKey, earlier: [] }]]));
    const dan = await opened(kept, "dan", secret);
    expect(dan.publicKeys.map(({ member }) => member)).toEqual([...ids, "dan"]);
    expect(await openGroupText(dan, before)).toBeNull();
    const after = await closeGroupText(dan, "second");
    expect(await openGroupText(await opened(kept, "ben", secretOf("ben")), after)).toBe("second");
  });

  it("is replaced when somebody has left, who then has no key that is in use", async () => {
    const { kept, secretOf } = await founded();
    expect(hasLeft(await groupOf(kept, "ana", secretOf("ana")))).toBe(false);
    kept.forget("ben");
    const group = await groupOf(kept, "ana", secretOf("ana"), ["ana", "cho"]);
    expect(hasLeft(group)).toBe(true);
    const key = await nextGroupKey(group, secretOf("ana"));
    if (!key) throw new Error("no key");
    expect(key.wrapped.map(({ member }) => member)).toEqual(["ana", "cho"]);
    kept.keep(key, new Map());
    const cho = await opened(kept, "cho", secretOf("cho"));
    expect(cho.publicKeys.map(({ member }) => member)).toEqual(["ana", "cho"]);
    expect(kept.read("ben").keys).toEqual([]);
  });

  it("is given by the deputy to whoever has a link from the operator, and everything before it", async () => {
    const { kept, secretOf } = await founded();
    const before = await closeGroupText(await opened(kept, "cho", secretOf("cho")), "first");
    const secret = newSecret();
    const holders = kept.read("ana").publicKeys.filter(({ member }) => member === "ben");
    const { publicKey, vouchers } = await voucherSeal(secret, holders);
    expect(vouchers[0]?.wrapped).toHaveLength(107);
    kept.forget("ana");
    kept.waiting.set("ana", {
      publicKey,
      vouchers: new Map(vouchers.map(({ member, wrapped }) => [member, wrapped])),
    });
    expect(await codeOf(publicKey)).toMatch(/^\d{20}$/);
    expect(await ownCode(secret)).toBe(await codeOf(publicKey));

    const group = await groupOf(kept, "ben", secretOf("ben"));
    // Cho was left no voucher, and cannot.
    const cho = await groupOf(kept, "cho", secretOf("cho"));
    expect(await nextGroupKey(cho, secretOf("cho"), cho.waiting)).toBeNull();
    const key = await nextGroupKey(group, secretOf("ben"), group.waiting);
    const admitted = key?.admitted?.[0];
    if (!key || !admitted) throw new Error("nobody admitted");
    kept.waiting.clear();
    kept.keep(key, new Map([["ana", { publicKey, earlier: [...admitted.earlier] }]]));
    const ana = await opened(kept, "ana", secret);
    expect(await openGroupText(ana, before)).toBe("first");
    expect(ana.sessionKeys).toEqual((await opened(kept, "cho", secretOf("cho"))).sessionKeys);
  });

  it("does not go to those who still wait when somebody else is given it", async () => {
    const { kept, secretOf } = await founded();
    kept.forget("cho");
    kept.waiting.set("cho", { publicKey: "later", vouchers: new Map() });
    const group = await groupOf(kept, "ana", secretOf("ana"));
    const key = await nextGroupKey(group, secretOf("ana"));
    expect(key?.wrapped.map(({ member }) => member)).toEqual(["ana", "ben"]);
  });
});

describe("a private note", () => {
  it("opens with the link that wrote it, and with no other", async () => {
    const [own, other] = [newSecret(), newSecret()];
    const note = await closeNote(own, "for myself");
    expect(note).toMatch(/^own\.[A-Za-z0-9_-]+$/);
    expect(await openNote(own, note)).toBe("for myself");
    expect(await openNote(other, note)).toBeNull();
    expect(await openNote(own, `1.${note.slice(4)}`)).toBeNull();
  });
});

describe("a page of a sealed group", () => {
  afterEach(() => vi.unstubAllGlobals());

  function answering(status: number, body: unknown) {
    const asked: { url: string; body: unknown }[] = [];
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      asked.push({ url, body: init.body === undefined ? null : JSON.parse(String(init.body)) });
      return new Response(body === null ? null : JSON.stringify(body), { status });
    });
    return asked;
  }

  it("opens its keys, waits for them, or says why it cannot", async () => {
    const { kept, secretOf } = await founded();
    answering(200, kept.read("ana"));
    expect(await openGroupSeal("/p", secretOf("ana"))).toMatchObject({
      state: "open",
      waiting: [],
    });
    expect(await openGroupSeal("/p", null)).toEqual({ state: "shut", why: "secret" });
    expect(await openGroupSeal("/p", newSecret())).toEqual({ state: "shut", why: "key" });
    kept.forget("ana");
    answering(200, kept.read("ana"));
    const waits = await openGroupSeal("/p", secretOf("ana"));
    expect(waits).toEqual({ state: "waiting", code: await ownCode(secretOf("ana")) });
    answering(404, { code: "not-sealed", message: "This group is not sealed." });
    expect(await openGroupSeal("/p", secretOf("ana"))).toEqual({ state: "shut", why: "key" });
    answering(503, null);
    expect(await openGroupSeal("/p", secretOf("ana"))).toBeNull();
  });

  it("replaces the key, or says that it was left no voucher", async () => {
    const { kept, secretOf } = await founded();
    const group = await groupOf(kept, "ana", secretOf("ana"));
    const asked = answering(204, null);
    expect(await replaceGroupKey("/p", secretOf("ana"), group)).toBeNull();
    expect(asked).toMatchObject([{ url: "/p/seal", body: { epoch: 2 } }]);
    const waiting = [{ member: "ben", publicKey: "x", voucher: null }];
    expect(await replaceGroupKey("/p", secretOf("ana"), group, waiting)).toMatchObject({
      code: "no-voucher",
    });
  });
});
