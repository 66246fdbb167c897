import type { keys as english } from "../en/keys.ts";

export const keys: typeof english = {
  title: "Tombol",
  open: "Tombol",
  does: {
    microphone: "Menyalakan atau mematikan mikrofon",
    camera: "Menyalakan atau mematikan kamera",
    talk: "Berbicara selama ditahan",
    share: "Membagikan layar, atau berhenti",
    hand: "Mengangkat atau menurunkan tangan",
    panel: "Membuka atau menutup obrolan",
    time: "Mendengar berapa waktu yang tersisa",
    pin: "Menyematkan seseorang untuk Anda sendiri, atau melepasnya",
    unpin: "Melepas sematan",
    help: "Menampilkan daftar tombol ini",
  },
  closes: "Menutup yang terbuka",
  escape: "Esc",
  space: "Spasi",
  single: "Tombol tanpa Ctrl",
  singleHint: "Matikan jika sering tertekan tanpa sengaja atau Anda berbicara kepada komputer",
  timeLeft: (part, left, hour) => `${part}: sisa ${left}. Jam: sisa ${hour}.`,
  timeStill: (part, left, hour) => `${part}: dijeda, sisa ${left}. Jam: sisa ${hour}.`,
  timeOver: (part, over, hour) => `${part}: lewat waktu ${over}. Jam: sisa ${hour}.`,
  notStarted: (hour) => `Jam belum dimulai. Lamanya ${hour}.`,
};
