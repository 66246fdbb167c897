/*
 * Run in a page before the product's own code: what somebody with a changed browser, or an old one,
 * would bring into a sealed call.
 */

declare global {
  /** The 32-byte secrets that went through WebCrypto in this page, as base64, and what each was for. */
  var keysSeen: Map<string, string>;
}

/**
 * Notes every key that the page hands to HKDF or AES, and every one that HKDF gives it, but for the
 * proofs of links: those are made to be handed to the server.
 */
export function installKeyWatch(): void {
  globalThis.keysSeen = new Map();
  const note = (source: BufferSource, use: string) => {
    const bytes = ArrayBuffer.isView(source)
      ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
      : new Uint8Array(source);
    if (bytes.length !== 32 || bytes.every((byte) => byte === 0)) return;
    const key = btoa(String.fromCharCode(...bytes));
    if (!keysSeen.has(key)) keysSeen.set(key, use);
  };
  const { importKey, deriveBits } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.importKey = function (this: SubtleCrypto, ...args: unknown[]) {
    const [format, data, algorithm] = args as [string, BufferSource, string | { name: string }];
    const name = typeof algorithm === "string" ? algorithm : algorithm.name;
    if (format === "raw" && (name === "HKDF" || name === "AES-GCM")) note(data, `${name} key`);
    return Reflect.apply(importKey, this, args);
  } as typeof importKey;
  SubtleCrypto.prototype.deriveBits = async function (this: SubtleCrypto, ...args: unknown[]) {
    const bits: ArrayBuffer = await Reflect.apply(deriveBits, this, args);
    const { info } = args[0] as { info?: BufferSource };
    const use = info ? new TextDecoder().decode(info) : "shared secret";
    if (!use.startsWith("hotseat link proof")) note(bits, use);
    return bits;
  } as typeof deriveBits;
}

/** Media is encrypted with another key than everybody else's; all else is as it should be. */
export function installOtherKey(): void {
  const { deriveBits } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.deriveBits = async function (this: SubtleCrypto, ...args: unknown[]) {
    const bits: ArrayBuffer = await Reflect.apply(deriveBits, this, args);
    const { info } = args[0] as { info?: BufferSource };
    const first = new Uint8Array(bits);
    if (info && new TextDecoder().decode(info).startsWith("hotseat media key"))
      first[0] = (first[0] ?? 0) ^ 1;
    return bits;
  } as typeof deriveBits;
}

/** A browser that cannot encrypt media. */
export function installWithoutEncryption(): void {
  Reflect.deleteProperty(globalThis, "RTCRtpScriptTransform");
  Reflect.deleteProperty(RTCRtpSender.prototype, "createEncodedStreams");
}

/** What a page would be told by a server that says of a sealed session that it is not. */
export function installUnsealedView(): void {
  const { parse } = JSON;
  JSON.parse = (...args) => {
    const value = parse(...args) as { view?: { sealed: boolean } } | null;
    if (value?.view) value.view.sealed = false;
    return value;
  };
}

/** A page that does not know from its link that the session is sealed. */
export function installForgottenMark(): void {
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (this: Storage, name: string) {
    const value: string | null = Reflect.apply(getItem, this, [name]);
    return value?.replace(/\.sealed$/, "") ?? null;
  };
}
