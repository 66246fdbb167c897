import type { log as english } from "../en/log.ts";

export const log: typeof english = {
  log: {
    clock: "waktu",
    operator: "operator",
    created: (names) => `Jam disiapkan untuk ${names}.`,
    arrived: (name) => `${name} hadir.`,
    left: (name) => `${name} kehilangan sambungan atau keluar.`,
    gone: (name) => `${name} tidak kembali pada waktunya.`,
    sharedAnew: "Giliran saran dibagi ulang.",
    excusedSelf: (name) => `${name} tidak akan datang. Jam direncanakan untuk yang lain.`,
    excused: (name, by) =>
      `${name} tidak akan datang, menurut ${by}. Jam direncanakan untuk yang lain.`,
    removed: (name, by) => `${name} dikeluarkan oleh ${by} dan tidak dapat kembali.`,
    delayed: (name, delay) => `${name} akan terlambat ${delay}. Kursinya dijaga.`,
    reordered: (by, order) => `Susunannya sekarang ${order}, ditetapkan oleh ${by}.`,
    swapped: (order) => `Dua kursi bertukar tempat: ${order}.`,
    swappedAlone: (by, order) =>
      `Dua kursi bertukar tempat, atas keputusan ${by} sendiri karena salah satunya tidak hadir: ${order}.`,
    movedBack: (name, order) => `${name} tidak hadir, jadi kursinya datang belakangan: ${order}.`,
    started: (by) => `Jam dimulai oleh ${by}.`,
    startedItself: "Jam terbuka sendiri pada waktunya.",
    waits: "Jam menunggu orang kedua.",
    begun: {
      inTime: "Kita mulai.",
      late: (waited, review, reserve, seat) =>
        `Kita mulai terlambat ${waited}: ${review === null ? "" : `tinjauan ${review}, `}cadangan ${reserve ?? "habis"}, setiap kursi ${seat}.`,
    },
    segment: {
      deadline: (part) => `${part}: waktunya habis.`,
      advanced: (part, _person, by) => `${part}: ${by} melanjutkan.`,
      done: (part, person) => `${part}: ${person} selesai.`,
      absent: (part, person) =>
        person === "" ? `${part} dilewati.` : `${part} dilewati: ${person} tidak hadir.`,
      broken: (part, person) => `${part} terputus: ${person} tidak hadir. Sisanya menyusul.`,
      skipped: (part, _person, by) => `${part} dilewati oleh ${by}.`,
    },
    overtime: (part) => `${part} lewat waktu.`,
    atMost: (pays) => (pays === "" ? "" : `${pays} Paling banyak sebesar itu.`),
    overtimeOver: "Waktu lebih sudah berakhir.",
    extended: (holder, amount, left, by) =>
      `Kursi ${holder}: tambah ${amount}, dari cadangan (sisa ${left}), oleh ${by}.`,
    extendedSilently: (holder, amount, left) =>
      `Kursi ${holder}: tambah ${amount}, dari cadangan (sisa ${left}). Tidak ada yang keberatan.`,
    donated: (holder, amount, donor, seat) =>
      `Kursi ${holder}: tambah ${amount}, diberikan oleh ${donor}, yang kursinya sekarang ${seat}.`,
    yielded: (holder) => `${holder} selesai dan memberikan sisanya.`,
    yieldedTo: (holder, to) => `${holder} memberikan sisa kursi kepada ${to}.`,
    yieldedToTalk: (holder) => `${holder} langsung ke bicara bebas.`,
    released: {
      "no-show": (name, at) => `${name} tidak datang sampai ${at}.`,
      absent: (name) => `${name} tidak hadir: kursinya untuk yang lain.`,
      passed: (name) => `${name} melewatkan kursinya untuk yang lain.`,
      excused: (name) => `${name} tidak akan datang: kursinya untuk yang lain.`,
      removed: (name) => `Kursi dan giliran ${name} untuk yang lain.`,
    },
    releasedBy: {
      absent: (name, by) =>
        `${name} tidak kembali, dan ${by} memberikan kursinya kepada yang lain.`,
      excused: (name, by) => `${name} tidak akan datang, menurut ${by}: kursinya untuk yang lain.`,
    },
    granted: (name, amount, by) => `${name} mendapat kursi terakhir ${amount}, oleh ${by}.`,
    admitted: (name, amount) => `Semua setuju: ${name} mendapat kursi terakhir ${amount}.`,
    paused: {
      seat: (holder, most, by) => `Waktu kursi ${holder} berhenti paling lama ${most}, oleh ${by}.`,
      drop: (holder, most) =>
        `${holder} kehilangan sambungan. Waktu kursi berhenti paling lama ${most}.`,
      emergency: (_holder, most, by) =>
        `${by} menghentikan waktu paling lama ${most}. Jam tetap berjalan.`,
    },
    resumed: {
      asked: (_holder, by) => `Waktu berjalan lagi, oleh ${by}.`,
      returned: (holder) => `${holder} kembali. Waktu kursi berjalan lagi.`,
      "without-holder": (holder, by) => `Kursi berjalan tanpa ${holder}, oleh ${by}.`,
      time: () => "Jeda berakhir.",
    },
    chair: {
      absent: (name, before) =>
        before === ""
          ? `${name} sekarang memegang kendali.`
          : `${name} sekarang memegang kendali: ${before} tidak hadir.`,
      handed: (name, before) => `${before} menyerahkan kendali kepada ${name}.`,
      taken: (name) => `${name} mengambil kendali.`,
    },
    automaticOn: (by) => `Bagian berakhir sendiri lagi, oleh ${by}.`,
    automaticOff: (by) =>
      `Bagian sekarang tidak berakhir sendiri, oleh ${by}. Kelebihan waktu diambil dari kursi, lalu dari cadangan.`,
    asked: {
      extend: (by, _to, amount) => `${by} minta ${amount} dari cadangan.`,
      donate: (by, _to, amount) => `${by} bertanya siapa yang memberi ${amount}.`,
      yield: (by, to) => `${by} menawarkan sisa kursi kepada ${to}.`,
      swap: (by, a, b) => `${by} minta ${a} dan ${b} bertukar tempat.`,
      admit: (by) => `${by} minta bagian dari kursi-kursi.`,
      end: (by) => `${by} minta mengakhiri jam.`,
    },
    question: {
      extend: "tambahan waktu dari cadangan",
      donate: "tambahan waktu dari kursi lain",
      yield: "sisa sebuah kursi",
      swap: "bertukar tempat",
      admit: "bagian untuk yang terlambat",
      end: "mengakhiri jam",
      unknown: "sebuah pertanyaan",
    },
    agreed: (name, question) => `${name} setuju (${question}).`,
    closed: {
      accepted: (question) => `Disetujui: ${question}.`,
      declined: (question, by) => `${by} menolak (${question}). Tidak ada yang berubah.`,
      withdrawn: (question, by) => `${by} menariknya kembali (${question}).`,
      lapsed: (question) => `Pertanyaan gugur (${question}). Tidak ada yang berubah.`,
    },
    ended: {
      "hour-over": () => "Jam sudah berakhir.",
      agreed: () => "Semua setuju mengakhiri jam.",
      closed: (by) => `${by} mengakhiri jam.`,
      "not-held": () => "Jam tidak diadakan: tidak pernah ada dua orang.",
    },
    eachGets: (amount) => `Setiap kursi bertambah ${amount}.`,
    manyGet: (names, amount) => `${names} masing-masing bertambah ${amount}.`,
    oneGets: (name, amount) => `${name} bertambah ${amount}.`,
    reserveGets: (amount, now) => `Cadangan bertambah ${amount} menjadi ${now}.`,
    partGets: (part, amount) => `${amount} untuk ${part}.`,
    manyPay: (names, amount) => `Kursi ${names} memberi ${amount} masing-masing.`,
    onePays: (name, amount) => `Kursi ${name} memberi ${amount}.`,
    reservePays: (amount, left) => `Cadangan membayar ${amount} (sisa ${left}).`,
    partPays: (part, amount) =>
      `${part.charAt(0).toUpperCase()}${part.slice(1)} memberi ${amount}.`,
    party: {
      rest: "sisa kursi ini",
      waiting: "masa menunggu",
      open: "pembukaan",
      review: "putaran tinjauan",
      floor: "lantai terbuka",
      closing: "putaran penutup",
      "next-call": "panggilan berikut",
      goodbye: "perpisahan",
    },
  },
};
