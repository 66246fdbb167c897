import type { moderation as english } from "../en/moderation.ts";

export const moderation: typeof english = {
  mute: "Bisukan seseorang",
  muteOne: (name) => `Bisukan ${name}`,
  muteHint: "Hanya ia sendiri yang dapat menyalakannya lagi",
  mutedBy: (name) => `${name} mematikan mikrofon Anda. Hanya Anda yang dapat menyalakannya lagi.`,
  remove: "Keluarkan seseorang",
  removeOne: (name) => `Keluarkan ${name}`,
  removeHint: "Untuk seterusnya; Anda akan ditanya sekali lagi",
  removeTitle: (name) => `Keluarkan ${name} dari jam ini?`,
  removeText: (name) =>
    `${name} tidak melihat dan mendengar apa pun lagi dan tidak dapat kembali. Sisa kursi dan gilirannya untuk yang lain. Semua orang melihatnya, dan ini dicatat.`,
  keep: "Jangan keluarkan",
  confirm: (name) => `Keluarkan ${name}`,
  removed: {
    title: "Anda dikeluarkan dari jam ini.",
    text: "Pemegang kendali mengeluarkan Anda, dan Anda tidak dapat kembali. Kamera dan mikrofon mati.",
  },
  removedNote: "dikeluarkan",
};
