import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  forgetSecretsOf,
  groupKept,
  keepEpoch,
  keepSecret,
  keptEpoch,
  keptSecret,
} from "./kept.ts";
import { newSecret } from "./secret.ts";

/** As a browser has it: what is kept are its own properties. */
function newStorage(): object {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods) as object;
}

describe("what a device was given as a member", () => {
  const group = groupKept("g", "budi");
  const call = { session: "s", member: "budi" };
  const other = { session: "s", member: "citra" };

  beforeEach(() => {
    vi.stubGlobal("localStorage", newStorage());
    for (const seat of [group, call, other]) {
      keepSecret(seat, { secret: newSecret(), sealed: true });
      keepEpoch(seat, 3);
    }
  });
  afterEach(() => void vi.unstubAllGlobals());

  it("is forgotten of the group and of its calls, down to which key it was", () => {
    forgetSecretsOf("budi");
    for (const seat of [group, call]) {
      expect(keptSecret(seat)).toBeNull();
      expect(keptEpoch(seat)).toBe(0);
    }
    expect(Object.keys(localStorage).filter((key) => key.includes("budi"))).toEqual([]);
  });

  it("stays of everybody else", () => {
    forgetSecretsOf("budi");
    expect(keptSecret(other)).not.toBeNull();
    expect(keptEpoch(other)).toBe(3);
  });
});
