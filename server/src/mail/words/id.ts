import type { Answer, MailKind } from "@hotseat/shared/group";
import type { MailWords } from "./en.ts";

const kinds: Record<MailKind, string> = {
  ask: "pertanyaan kehadiran",
  brief: "pengingat sehari sebelumnya",
  soon: "pengingat satu jam sebelumnya",
  recap: "rangkuman",
  dates: "perubahan jadwal",
};

const answers: Record<Answer, string> = {
  yes: "Saya hadir",
  late: "Saya terlambat",
  no: "Saya tidak bisa hadir",
};

/** Bahasa Indonesia. */
export const id: MailWords = {
  locale: "id-ID",
  greeting: (name) => `Halo ${name},`,
  yourTime: (when, place) => `${when}, waktu Anda (${place})`,
  groupTime: (when, place) => `${when}, waktu grup (${place})`,
  ask: {
    subject: (group, day) => `${group}: apakah Anda hadir ${day}?`,
    text: (group) => `Panggilan ${group} berikutnya sudah dekat.`,
    poll: (until) =>
      `Ada jajak waktu lain untuk panggilan ini: sebutkan di halaman grup waktu mana yang cocok bagi Anda, paling lambat ${until}.`,
  },
  brief: {
    subject: (group, day) => `${group}: catatan Anda untuk ${day}`,
    text: (group) =>
      `Panggilan ${group} berikutnya kurang dari sehari lagi. Tuliskan dalam empat baris isi giliran Anda: pertanyaan Anda, hal yang perlu diketahui, yang sudah Anda coba, dan bantuan yang Anda harapkan. Dengan begitu yang lain bisa berpikir sebelum menjawab.`,
  },
  soon: {
    subject: (group) => `${group}: panggilan segera dimulai`,
    text: (group) =>
      `Panggilan ${group} dimulai kurang dari satu jam lagi. Mulainya tepat waktu dan selesai setelah enam puluh menit.`,
  },
  recap: {
    subject: (group) => `${group}: setelah panggilan, dan panggilan berikutnya`,
    held: (group) =>
      `Panggilan ${group} sudah selesai. Lihatlah apa yang dijanjikan selagi Anda masih ingat.`,
    notHeld: (group) =>
      `Panggilan ${group} tidak jadi diadakan: yang datang kurang dari dua orang.`,
    agreed: "Panggilan berikutnya sudah ditetapkan:",
    tentative:
      "Tidak ada kesepakatan lain, jadi panggilan berikutnya tetap seperti semula. Beri tahu apakah Anda bisa:",
    next: "Panggilan berikutnya:",
  },
  dates: {
    subject: (group) => `${group}: jadwal untuk kalender Anda`,
    first: (group) => `Ini jadwal panggilan ${group} untuk kalender Anda. Panggilan berikutnya:`,
    changed: (group) => `Jadwal ${group} berubah. Panggilan berikutnya sekarang:`,
    archived: (group) =>
      `${group} sudah diarsipkan. Tidak ada panggilan lagi; lampiran ini menghapusnya dari kalender Anda.`,
    gone: (group) =>
      `Anda bukan lagi anggota ${group}. Lampiran ini menghapus panggilannya dari kalender Anda.`,
  },
  question: "Apakah Anda akan hadir?",
  answers,
  answered: (answer) => `Jawaban Anda: ${answers[answer]}. Anda dapat mengubahnya:`,
  page: "Halaman grup",
  pageNote: "Halaman ini terbuka di peramban tempat Anda pernah membuka tautan pribadi Anda.",
  attached: "Lampiran ini memasukkan jadwal ke kalender Anda.",
  reason: (group) => `Anda menerima ini karena Anda anggota grup ${group} di Hotseat.`,
  stop: (kind) => `Hentikan ${kinds[kind]}`,
  event: {
    summary: (group) => `Hotseat: ${group}`,
    description: (page) =>
      `Satu jam yang jujur, yang selesai pada waktunya. Buka tautan pribadi Anda, atau di peramban yang sudah mengenalnya: ${page}`,
  },
};
