import type { door as english } from "../en/door.ts";

export const door: typeof english = {
  door: {
    hello: (name) => `${name}, meja sudah siap.`,
    waiting: "Jam dimulai saat fasilitator memulainya.",
    byItself: "Jam terbuka sendiri:",
    opensIn: "dalam",
    waitingFacilitator: "Anda fasilitatornya: Anda yang memulai jam setelah masuk.",
    lateIn: (part) => `Jam sedang berjalan: ${part}.`,
    nobody: "Belum ada siapa-siapa. Anda yang pertama.",
    order: "Susunan jam",
    preview: "Gambar Anda, seperti di cermin",
    camera: "Kamera",
    microphone: "Mikrofon",
    speaker: "Pengeras suara",
    systemDefault: "Dipilih oleh sistem",
    device: (kind, index) => `${kind} ${index}`,
    level: "Tingkat suara mikrofon",
    dataSaver: "Hemat data",
    dataSaverHint: "Mengirim gambar kecil. Untuk jaringan yang lambat atau mahal.",
    join: "Masuk",
    joining: "Sedang masuk…",
    without: "Anda tetap dapat masuk: Anda mendengar dan melihat yang lain.",
  },
  apologies: {
    label: "Terlambat atau tidak datang",
    late: "Saya terlambat",
    minutes: (count) => `${count} menit`,
    say: "Beri tahu",
    notComing: "Saya tidak bisa datang",
    saidLate: (delay) => `Anda sudah memberi tahu akan terlambat ${delay}. Kursi Anda dijaga.`,
    saidNotComing:
      "Anda sudah memberi tahu tidak akan datang, dan jam direncanakan tanpa Anda. Bila Anda tetap masuk sebelum mulai, hal itu dibatalkan.",
  },
  presence: {
    late: (delay) => `terlambat ${delay}`,
    announced: (delay) => `akan terlambat ${delay}`,
    away: "Tidak hadir",
    lost: "Menyambung lagi",
    held: (left) => `Menyambung lagi, dijaga ${left}`,
    gone: "Pergi",
    excused: "Tidak akan datang",
  },
  trouble: {
    camera: {
      denied: "Peramban tidak mengizinkan halaman ini memakai kamera. Izinkan lewat bilah alamat.",
      missing: "Tidak ada kamera yang ditemukan.",
      busy: "Program lain sedang memakai kamera. Tutup program itu, lalu nyalakan kamera lagi.",
      insecure: "Peramban hanya memberi kamera kepada halaman https, dan halaman ini bukan.",
      other: "Kamera gagal menyala.",
    },
    microphone: {
      denied:
        "Peramban tidak mengizinkan halaman ini memakai mikrofon. Izinkan lewat bilah alamat.",
      missing: "Tidak ada mikrofon yang ditemukan.",
      busy: "Program lain sedang memakai mikrofon. Tutup program itu, lalu nyalakan lagi.",
      insecure: "Peramban hanya memberi mikrofon kepada halaman https, dan halaman ini bukan.",
      other: "Mikrofon gagal menyala.",
    },
    share: "Layar gagal dibagikan.",
  },
};
