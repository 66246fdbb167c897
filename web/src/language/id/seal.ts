import type { seal as english } from "../en/seal.ts";

export const seal: typeof english = {
  sealed: "Tersegel",
  pending: "Menyegel",
  partly: "Belum semua tersegel",
  without: "Tanpa gambar dan suara",
  unsealed: "Tidak tersegel",
  badge: (state) => `${state}: apa artinya`,
  about: {
    sealed:
      "Gambar, suara, dan tulisan Anda dienkripsi di peramban Anda dan hanya dibuka di peramban para anggota. Server meneruskannya dan tidak dapat membacanya.",
    pending: "Tidak ada apa pun dari Anda yang dikirim sebelum dienkripsi.",
    partly:
      "Gambar dan suara seseorang tidak dienkripsi dengan kunci panggilan ini. Anda tidak melihat atau mendengarnya. Semua yang Anda lihat dan dengar tersegel.",
    unsealed:
      "Gambar, suara, dan tulisan Anda dienkripsi di perjalanan, tetapi server sesi ini dapat membacanya. Penyelenggara sesi memilih demikian.",
    not: "Tidak pernah disegel: nama Anda, agenda, janji Anda, dan catatan jalannya satu jam ini. Server memerlukannya untuk mengatur waktu.",
    trust:
      "Pengelola server juga yang mengirimkan halaman ini kepada Anda. Segel melindungi dari server yang mengintip, bukan dari server yang mengirimkan halaman lain.",
  },
  trouble: {
    browser:
      "Sesi ini tersegel, dan peramban ini tidak dapat mengenkripsi gambar dan suara. Anda mendapat jam, urutan, dan obrolan. Chrome, Edge, Firefox, atau Safari terbaru dapat melakukannya.",
    crypto:
      "Sesi ini tersegel, dan peramban hanya mengenkripsi di halaman https, sedangkan halaman ini bukan. Anda mendapat jam dan urutan.",
    curve:
      "Sesi ini tersegel, dan peramban ini terlalu lama untuk membuka kuncinya. Anda mendapat jam dan urutan. Chrome, Edge, Firefox, atau Safari terbaru dapat membukanya.",
    secret:
      "Sesi ini tersegel, dan perangkat ini tidak lagi menyimpan tautan lengkap Anda. Buka lagi tautan pribadi Anda untuk melihat dan mendengar yang lain.",
    key: "Sesi ini tersegel, dan kuncinya tidak terbuka dengan tautan Anda. Anda mendapat jam dan urutan. Mintalah tautan baru kepada fasilitator.",
    roster:
      "Sesi ini tersegel, tetapi kuncinya bukan untuk anggota yang disebut server. Tidak ada yang dikirim atau diputar. Beri tahu yang lain lewat jalan lain.",
    downgrade:
      "Tautan Anda menyatakan sesi ini tersegel, tetapi server menyatakan tidak. Tidak ada yang dikirim atau diputar. Beri tahu yang lain lewat jalan lain.",
    older:
      "Server memberikan kunci sesi ini yang lebih lama daripada yang pernah dimiliki perangkat ini. Tidak ada yang dikirim atau diputar. Beri tahu yang lain lewat jalan lain.",
  },
  barred: {
    "other-key": "Kunci berbeda: tidak diputar",
    unsealed: "Tidak tersegel: tidak diputar",
  },
  form: {
    legend: "Privasi",
    label: "Tersegel",
    hint: "Gambar, suara, dan obrolan dienkripsi dari peramban ke peramban. Tanpa segel, server ini dapat melihat dan mendengar semuanya.",
    cannot:
      "Peramban hanya mengenkripsi di halaman https, sedangkan halaman ini bukan: sesi tidak akan disegel, dan server ini dapat melihat dan mendengar semuanya.",
    old: "Peramban ini terlalu lama untuk menyegel sesi. Gunakan Chrome, Edge, Firefox, atau Safari terbaru, atau biarkan sesi tidak tersegel.",
  },
  link: {
    item: "Tautan baru…",
    hint: "Untuk yang kehilangan atau membagikan tautannya",
    title: "Tautan baru untuk anggota",
    who: "Siapa yang mendapat tautan baru?",
    what: (name) =>
      `Tautan ${name} yang sekarang langsung tidak berlaku di semua perangkat, dan apa yang dibukanya ditutup.`,
    key: "Panggilan mendapat kunci baru. Yang lain beralih dengan sendirinya.",
    make: (name) => `Buat tautan baru untuk ${name}`,
    making: "Membuat tautan…",
    done: (name) => `Ini tautan baru ${name}. Hanya ditampilkan sekarang.`,
    field: (name) => `Tautan baru ${name}`,
    copy: "Salin tautan",
    copied: "Tersalin",
    again: "Coba lagi",
    shut: "Halaman ini tidak memiliki kunci sesi, jadi tidak dapat memberikan yang baru kepada siapa pun.",
  },
};
