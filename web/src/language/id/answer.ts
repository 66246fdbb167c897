import type { answer as en } from "../en/answer.ts";

/** Halaman di balik tautan dalam surel. */
export const answer: typeof en = {
  answer: {
    loading: "Sebentar…",
    title: (name) => `Apakah Anda hadir, ${name}?`,
    group: (group) => `Panggilan ${group} berikutnya`,
    yours: (place) => `waktu Anda, ${place}`,
    theirs: (time, place) => `${time} bagi grup (${place})`,
    choices: "Jawaban Anda",
    yes: "Saya hadir",
    late: "Saya terlambat",
    no: "Saya tidak bisa hadir",
    send: "Kirim jawaban ini",
    sent: "Terima kasih. Grup sudah tahu.",
    change: "Anda dapat mengubahnya di sini sampai panggilan dimulai.",
    deadTitle: "Tautan ini tidak menanyakan apa-apa lagi",
    stop: {
      title: (group) => `Surel tentang ${group}`,
      kinds: {
        ask: "Pertanyaan kehadiran dua hari sebelum panggilan",
        brief: "Pengingat sehari sebelum panggilan",
        soon: "Pengingat satu jam sebelum panggilan",
        recap: "Rangkuman setelah panggilan",
        dates: "Perubahan jadwal untuk kalender Anda",
      },
      stop: "Hentikan surel ini",
      stopped: "Surel ini dihentikan.",
      again: "Kirim lagi",
      on: "Anda menerima surel ini.",
      others: "Surel lain tetap Anda terima seperti biasa.",
    },
    refusals: {
      "bad-link": "Tautan ini rusak atau sudah tidak berlaku.",
      "call-over": "Panggilan itu sudah selesai atau sudah dimulai.",
      "call-moved":
        "Panggilan itu sekarang pada waktu lain, atau tidak diadakan. Surel terbaru memuat tautan baru.",
    },
  },
};
