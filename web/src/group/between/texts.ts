/**
 * How what members write for each other travels: as ciphertext under the key of a sealed group, as
 * it is in another.
 */
export type Texts = {
  readonly sealed: boolean;
  /** Null when this page cannot seal what has to be sealed. */
  readonly close: (text: string) => Promise<string | null>;
  /** Null when this page has no key for it. */
  readonly open: (text: string) => Promise<string | null>;
};

/** In a group that is not sealed. */
export const plainTexts: Texts = {
  sealed: false,
  close: async (text) => text,
  open: async (text) => text,
};

/** In a sealed group whose key this page does not have. */
export const shutTexts: Texts = {
  sealed: true,
  close: async () => null,
  open: async () => null,
};
