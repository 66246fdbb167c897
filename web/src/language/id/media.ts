import type { media as english } from "../en/media.ts";

export const media: typeof english = {
  hotSeat: "Kursi panas",
  pin: (name) => `Sematkan ${name} untuk Anda sendiri`,
  unpin: (name) => `Lepas sematan ${name}`,
  cue: (left) => `Sisa ${left} untuk Anda`,
  tones: "Nada lembut",
  tonesHint: "Untuk kursi Anda dan akhir jam",
  blur: {
    label: "Buramkan ruangan saya",
    hint: "Diolah di perangkat ini",
    failed: "Buram tidak berfungsi di sini. Kamera Anda tetap seperti semula.",
  },
  float: "Jendela kecil di atas yang lain",
  second: {
    title: "Ikuti di perangkat kedua",
    hint: "Hanya jam; tidak mengambil tempat siapa pun",
    how: "Buka tautan pribadi Anda di perangkat lain dan pilih “Hanya jam” di pintu masuk.",
    known: "Di perangkat yang pernah membuka tautan Anda, alamat ini sudah cukup:",
    copy: "Salin alamat",
    copied: "Tersalin",
    door: "Hanya jam",
    only: (name) => `${name}, halaman ini hanya mengikuti jam.`,
    join: "Ke pintu masuk",
  },
  voices: {
    one: (name, length) => `${name}\u00a0${length}`,
    seat: (holder, spoken) => `Di kursi ${holder}: ${spoken}`,
    title: "Siapa yang terdengar",
    note: "Menurut suara yang diterima halaman ini. Tidak disimpan di mana pun.",
  },
  unread: {
    picture: "Gambar tidak terbaca di sini",
    sound: "Suara tidak terbaca di sini",
    both: "Tidak terbaca di sini",
  },
  health: {
    talking: "Anda berbicara saat mikrofon bisu.",
    silent: "Mikrofon Anda tidak mengeluarkan suara.",
    deaf: "Anda tidak menerima suara siapa pun.",
    frozen: "Mikrofon Anda diambil alih.",
    gone: {
      camera: "Kamera Anda tercabut.",
      microphone: "Mikrofon Anda tercabut.",
    },
    replaced: {
      camera: (now) => `Kamera Anda tercabut. Sekarang memakai ${now}.`,
      microphone: (now) => `Mikrofon Anda tercabut. Sekarang memakai ${now}.`,
    },
    mend: {
      talking: "Bunyikan",
      silent: "Buka ulang",
      deaf: "Perbaiki",
      frozen: "Ketuk untuk memulihkan",
      gone: "Coba lagi",
      replaced: "Baik",
    },
    later: "Nanti saja",
  },
};
