import { BaseKeyProvider } from "livekit-client";

/** How many keys LiveKit's cryptor holds at a time; a frame names its own by its place among them. */
const PLACES = 16;

/**
 * One key for everybody, and the ones before it for as long as frames under them may be on their
 * way. LiveKit's own provider for a shared key has a single place, so that replacing the key would
 * lose every frame until the last member has the new one.
 */
export class EpochKeys extends BaseKeyProvider {
  constructor() {
    super({
      sharedKey: true,
      keySize: 256,
      keyringSize: PLACES,
      // A frame that does not open is dropped. It says nothing against the key, and no key is guessed.
      ratchetWindowSize: 0,
      failureTolerance: -1,
    });
  }

  /** Encrypts with this key from now on. `material` is what LiveKit derives AES keys from, by HKDF. */
  async use(epoch: number, material: Uint8Array<ArrayBuffer>): Promise<void> {
    const usages = ["deriveBits", "deriveKey"] as const;
    const key = await crypto.subtle.importKey("raw", material, "HKDF", false, [...usages]);
    this.onSetEncryptionKey(key, undefined, epoch % PLACES);
  }
}
