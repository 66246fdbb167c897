import { afterEach, describe, expect, it } from "vitest";
import { randomBytes } from "../link/base64url.ts";
import { forgetSeal, sealStore } from "./store.ts";
import { SealShut, openText, sealText } from "./text.ts";

describe("what is written", () => {
  afterEach(forgetSeal);

  function open(): void {
    const sessionKeys = new Map([[1, randomBytes(32)]]);
    const textKeys = new Map([[1, randomBytes(32)]]);
    const keyring = { epoch: 1, sessionKeys, textKeys, publicKeys: [] };
    sealStore.setState({ seal: { state: "open", keyring } });
  }

  it("is left as it is in a session that is not sealed", async () => {
    sealStore.setState({ seal: { state: "unsealed" } });
    expect(await sealText("hello")).toBe("hello");
    expect(await openText("hello")).toBe("hello");
  });

  it("is ciphertext in a sealed one", async () => {
    open();
    const sealed = await sealText("hello");
    expect(sealed).not.toContain("hello");
    expect(await openText(sealed)).toBe("hello");
  });

  it("is not believed in a sealed one when it is plain", async () => {
    open();
    expect(await openText("hello")).toBeNull();
    expect(await openText("2024. A year")).toBeNull();
  });

  it("is neither sealed nor opened by a page without the key", async () => {
    open();
    const sealed = await sealText("hello");
    sealStore.setState({ seal: { state: "shut", why: "secret" } });
    await expect(sealText("hello")).rejects.toBeInstanceOf(SealShut);
    expect(await openText(sealed)).toBeNull();
  });

  it("waits until it is known whether the page has the key", async () => {
    const sealed = sealText("hello");
    open();
    expect(await openText(await sealed)).toBe("hello");
  });
});
