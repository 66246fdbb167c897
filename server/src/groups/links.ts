import type { MemberId } from "@hotseat/shared";
import type {
  AddMemberRequest,
  Founded,
  GroupLinkRequest,
  GroupSealReply,
  NewGroupKeyRequest,
  OperatorLinkRequest,
} from "@hotseat/shared/group";
import type { Clock } from "../clock/clock.ts";
import { Refused } from "../http/refusal.ts";
import { hashOf } from "../links/proof.ts";
import { movedOn } from "../seal/refusals.ts";
import type { Transaction } from "../store/database.ts";
import { setGroupLink } from "../store/group-store.ts";
import type { Alongside, GroupStore } from "../store/group-store.ts";
import { holdersOf, keepNext, newestEpoch } from "../store/seal-store.ts";
import type { KeyHolder, NewHolder, SealStore } from "../store/seal-store.ts";
import type { Groups } from "./groups.ts";
import { isIn } from "./members.ts";
import { groupRefused } from "./refusals.ts";

type Parts = {
  groups: Groups;
  store: GroupStore;
  seals: SealStore;
  clock: Clock;
  /** A member's link is another one, or all have another key, or both: an open call is to know. */
  tellCall: (group: Founded, member: MemberId | null, epoch: number | null) => Promise<void>;
};

type Wrapped = NewGroupKeyRequest["wrapped"];

/** The links of groups, and the keys that come and go with them. */
export class GroupLinks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The keys of a sealed group for one member. @throws {Refused} 404 `not-sealed` */
  async read(id: string, group: Founded, member: MemberId): Promise<GroupSealReply> {
    const { seals, store } = this.#parts;
    const seal = await seals.read(id, member);
    if (!seal) throw notSealed();
    const live = new Set((await seals.holders(id)).filter(isLive).map((each) => each.member));
    const waiting = (await store.links(id)).flatMap((link) => {
      const { publicKey, vouchers } = link;
      if (publicKey === null || live.has(link.member) || !isIn(group, link.member)) return [];
      const voucher = vouchers?.find((each) => each.member === member)?.wrapped ?? null;
      return [{ member: link.member, publicKey, voucher }];
    });
    return { ...seal, waiting };
  }

  /** Facilitator and deputy, as far as they have the key; if neither has, whoever has. */
  async keepers(id: string): Promise<{ member: MemberId; publicKey: string }[]> {
    const group = await this.#found(id);
    if (!group.sealed) throw notSealed();
    const holders = await this.#parts.seals.holders(id);
    return keepersOf(group, holders).map(({ member, publicKey }) => ({ member, publicKey }));
  }

  /** Gives a member a new link, and in a sealed group everybody a new key. */
  async renew(
    id: string,
    by: MemberId,
    whose: MemberId,
    { proof, seal }: GroupLinkRequest,
  ): Promise<void> {
    const group = await this.#found(id);
    const { facilitator, deputy } = group;
    const may = by === facilitator || (by === deputy && whose === facilitator);
    if (!may) throw groupRefused("not-facilitator");
    if (!isIn(group, whose)) throw groupRefused("not-in-group");
    checkSeal(group, seal);
    const link = {
      member: whose,
      proofHash: hashOf(proof),
      publicKey: seal?.publicKey ?? null,
      vouchers: null,
    };
    await this.#parts.store.setLink(id, link, async (tx) => {
      await this.#checkNew(tx, id, link);
      if (!seal) return;
      const holder = { publicKey: seal.publicKey, earlier: contiguous(seal) };
      await keep(tx, id, group, seal, new Map([[whose, holder]]));
    });
    await this.#parts.tellCall(group, whose, seal?.epoch ?? null);
  }

  /** Gives a member a new link by somebody without the key: in a sealed group they have to wait for it. */
  async renewByOperator(
    id: string,
    whose: MemberId,
    { proof, seal }: OperatorLinkRequest,
  ): Promise<void> {
    const group = await this.#found(id);
    if (!isIn(group, whose)) throw groupRefused("not-in-group");
    checkSeal(group, seal);
    const link = {
      member: whose,
      proofHash: hashOf(proof),
      publicKey: seal?.publicKey ?? null,
      vouchers: seal?.vouchers.map((each) => ({ ...each, at: this.#parts.clock.now() })) ?? null,
    };
    await this.#parts.store.setLink(id, link, async (tx) => {
      await this.#checkNew(tx, id, link);
      if (!seal) return;
      const known = new Set((await holdersOf(tx, id)).map(({ member }) => member));
      if (!seal.vouchers.every(({ member }) => known.has(member) && member !== whose)) {
        throw badSeal("A voucher is left to members who have the key.");
      }
    });
    await this.#parts.tellCall(group, whose, null);
  }

  /** What stores the link of a new member, and in a sealed group the key that they begin with. */
  adding(
    id: string,
    group: Founded,
    member: MemberId,
    { proof, seal }: Pick<AddMemberRequest, "proof" | "seal">,
  ): Alongside {
    checkSeal(group, seal);
    return async (tx) => {
      const link = {
        member,
        proofHash: hashOf(proof),
        publicKey: seal?.publicKey ?? null,
        vouchers: null,
      };
      await this.#checkNew(tx, id, link);
      await setGroupLink(tx, id, link);
      if (!seal) return;
      const wrapped = [...seal.wrapped, { member, wrapped: seal.own }];
      const holder = { publicKey: seal.publicKey, earlier: [] };
      await keep(tx, id, group, { ...seal, wrapped }, new Map([[member, holder]]));
    };
  }

  /** A member is in the group no longer: what their link opened is closed. */
  async parted(group: Founded, member: MemberId): Promise<void> {
    await this.#parts.tellCall(group, member, null);
  }

  /** A member was added. */
  async added(group: Founded, epoch: number | null): Promise<void> {
    if (epoch !== null) await this.#parts.tellCall(group, null, epoch);
  }

  /** Replaces the key of a sealed group, for those who are in it, and for those who wait. */
  async replace(id: string, by: MemberId, key: NewGroupKeyRequest): Promise<void> {
    const { store } = this.#parts;
    const group = await this.#found(id);
    if (!group.sealed) throw notSealed();
    await store.locked(id, async (tx) => {
      const holders = await holdersOf(tx, id);
      if (!keepersOf(group, holders).some(({ member }) => member === by)) {
        throw groupRefused("not-facilitator");
      }
      const changed = new Map<MemberId, NewHolder>();
      for (const { member, publicKey, earlier } of key.admitted ?? []) {
        const link = await store.link(id, member, tx);
        const has = holders.some((each) => each.member === member && isLive(each));
        if (!link || has || link.publicKey !== publicKey || !isIn(group, member)) {
          throw new Refused(409, "not-waiting", "That member does not wait for a key.");
        }
        changed.set(member, { publicKey, earlier: contiguous({ epoch: key.epoch, earlier }) });
        await setGroupLink(tx, id, { ...pick(link), vouchers: null });
      }
      await keep(tx, id, group, key, changed);
    });
    await this.#parts.tellCall(group, null, key.epoch);
  }

  /** @throws {Refused} 422 when the link is another member's. */
  async #checkNew(
    tx: Transaction,
    id: string,
    link: { readonly member: MemberId; proofHash: string; publicKey: string | null },
  ): Promise<void> {
    const others = (await this.#parts.store.links(id, tx)).filter(
      ({ member }) => member !== link.member,
    );
    if (others.some(({ proofHash }) => proofHash === link.proofHash)) {
      throw new Refused(422, "duplicate-proof", "Two members cannot have the same link.");
    }
    if (link.publicKey && others.some(({ publicKey }) => publicKey === link.publicKey)) {
      throw new Refused(422, "duplicate-key", "Two members cannot have the same public key.");
    }
  }

  async #found(id: string): Promise<Founded> {
    const group = await this.#parts.groups.read(id);
    if (group.status === "none") throw groupRefused("no-such-group");
    return group;
  }
}

/** Stores a new key that is for everybody in the group who has the one before it, and for `changed`. */
async function keep(
  tx: Transaction,
  id: string,
  group: Founded,
  key: { readonly epoch: number; readonly wrapped: Wrapped; readonly roster: string },
  changed: ReadonlyMap<MemberId, NewHolder>,
): Promise<void> {
  const { epoch, wrapped, roster } = key;
  if ((await newestEpoch(tx, id)) + 1 !== epoch) throw movedOn();
  const holders = (await holdersOf(tx, id)).filter(
    (each) => isLive(each) && isIn(group, each.member) && !changed.has(each.member),
  );
  const wanted = [...holders.map(({ member }) => member), ...changed.keys()];
  const given = wrapped.map(({ member }) => member);
  if (given.toSorted().join() !== wanted.toSorted().join()) {
    throw badSeal("A new key is wrapped for each member exactly once.");
  }
  await keepNext(tx, id, { epoch, wrapped, roster }, changed);
}

function keepersOf(group: Founded, holders: readonly KeyHolder[]): KeyHolder[] {
  const live = holders.filter((each) => isLive(each) && isIn(group, each.member));
  const first = live.filter(
    ({ member }) => member === group.facilitator || member === group.deputy,
  );
  return first.length > 0 ? first : live;
}

function isLive({ live }: KeyHolder): boolean {
  return live;
}

/** @throws {Refused} when a seal comes with what is not sealed, or is missing with what is. */
function checkSeal(group: Founded, seal: object | undefined): void {
  if (!group.sealed && seal) throw notSealed();
  if (group.sealed && !seal) {
    throw new Refused(422, "needs-seal", "In a sealed group a new link brings a new key.");
  }
}

/** The keys before a new one, which follow each other without a gap. */
function contiguous({ epoch, earlier }: { epoch: number; earlier: NewHolder["earlier"] }) {
  const first = epoch - earlier.length;
  if (earlier.every((key, i) => key.epoch === first + i)) return earlier;
  throw badSeal("Earlier keys follow each other up to the one before the new key.");
}

function pick({ member, proofHash, publicKey }: Parameters<GroupStore["setLink"]>[1]) {
  return { member, proofHash, publicKey };
}

function badSeal(message: string): Refused {
  return new Refused(422, "bad-seal", message);
}

function notSealed(): Refused {
  return new Refused(404, "not-sealed", "This group is not sealed.");
}
