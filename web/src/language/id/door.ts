import type { door as english } from "../en/door.ts";

export const door: typeof english = {
  door: {
    hello: (name) => `${name}, meja sudah siap.`,
    waiting: (chair) => `${chair} yang memulai jam.`,
    waitingAway: (chair) =>
      `${chair} yang memulai jam dan belum hadir. Siapa pun yang sudah masuk dapat mengambil kendali dan memulainya.`,
    byItself: "Jam terbuka sendiri:",
    opensIn: "dalam",
    waitingFacilitator: "Anda fasilitatornya: Anda yang memulai jam setelah masuk.",
    waitingChair: "Anda memegang kendali: Anda yang memulai jam setelah masuk.",
    lateIn: (minutes, part) =>
      minutes < 1
        ? `Jam baru saja dimulai: ${part}.`
        : `Jam sudah berjalan ${minutes} menit: ${part}.`,
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
    asking: "Peramban sedang bertanya apakah halaman ini boleh memakai kamera dan mikrofon.",
    opening: "Menyalakan kamera…",
    cameraOff: "Kamera Anda mati.",
    silent:
      "Tidak ada suara dari mikrofon ini. Ucapkan sesuatu; bila batangnya tetap diam, pilih mikrofon lain atau periksa tombolnya.",
    blurred: "Ruangan Anda buram bagi yang lain. Hanya cermin ini menampilkannya apa adanya.",
    instead: (chosen, device) =>
      `${chosen} yang terakhir Anda pilih tidak tersambung. Yang dipakai: ${device}.`,
    speakerGone:
      "Pengeras suara yang terakhir Anda pilih tidak tersambung. Yang dipakai adalah milik sistem.",
    speakerChoose: "Pilih pengeras suara",
    speakerOther: "Pengeras suara lain",
    speakerKept: "Tidak ada pengeras suara lain yang dipilih. Tetap seperti semula.",
    speakerTest: "Uji pengeras suara",
    speakerPlaying: "Sedang berbunyi…",
    speakerFailed: "Bunyi tidak dapat diputar. Pilih pengeras suara lain.",
    again: "Coba lagi",
    key: (name, key) => `${name} (${key})`,
  },
  devices: {
    camera: "kamera",
    microphone: "mikrofon",
    both: "kamera dan mikrofon",
  },
  cause: {
    denied: (what) => `Peramban tidak mengizinkan halaman ini memakai ${what}.`,
    dismissed: (what) => `Pertanyaan peramban tentang ${what} ditutup tanpa jawaban.`,
    system: (what) => `Sistem perangkat ini tidak memberikan ${what} kepada peramban.`,
    missing: (what) => `Peramban tidak menemukan ${what}.`,
    busy: (what) => `Program lain sedang memakai ${what}.`,
    insecure: (what) =>
      `Peramban tidak memberikan ${what} kepada halaman tanpa https, seperti halaman ini.`,
    other: (what) => `Peramban gagal menyalakan ${what}.`,
  },
  remedy: {
    denied: {
      chromium: "Pilih tanda di kiri alamat lalu izinkan di sana. Setelah itu menyala sendiri.",
      firefox: "Pilih tanda yang dicoret di dekat alamat, cabut blokirnya, lalu coba lagi.",
      safari: "Di menu Safari, buka pengaturan untuk situs web ini, izinkan, lalu coba lagi.",
      ios: "Buka menu halaman di bilah alamat, lalu pengaturan situs web, izinkan, dan coba lagi.",
      other: "Izinkan lewat pengaturan peramban untuk halaman ini, lalu coba lagi.",
    },
    dismissed: "Coba lagi, dan izinkan saat peramban bertanya.",
    system: {
      mac: "Izinkan peramban Anda di System Settings, Privacy & Security, lalu buka ulang peramban.",
      windows: "Izinkan untuk aplikasi desktop di Settings, Privacy & security.",
      ios: "Izinkan untuk peramban Anda di aplikasi Pengaturan.",
      android: "Izinkan untuk peramban Anda di setelan sistem, bagian Aplikasi, Izin.",
      other: "Izinkan untuk peramban Anda di pengaturan privasi sistem.",
    },
    missing: "Colokkan perangkatnya. Setelah itu menyala sendiri.",
    busy: "Tutup program itu atau tab yang lain, lalu coba lagi.",
    insecure: "Mintalah alamat https kepada pengelola server ini.",
    other: "Coba lagi, atau pilih perangkat lain.",
  },
  apologies: {
    label: "Terlambat atau tidak datang",
    late: "Saya terlambat",
    minutes: (count) => `${count} menit`,
    say: "Beri tahu",
    notComing: "Saya tidak bisa datang",
    saidLate: (delay) => `Anda sudah memberi tahu akan terlambat ${delay}. Kursi Anda dijaga.`,
    saidNotComing:
      "Anda sudah memberi tahu tidak akan datang, dan jam direncanakan tanpa Anda. Bila Anda tetap masuk sebelum mulai, hal itu dibatalkan; sesudahnya Anda mendengarkan tanpa giliran.",
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
  connectionTest: {
    open: "Uji sambungan",
    title: "Uji sambungan",
    running: "Perlu sekitar seperempat menit. Tidak ada yang melihat atau mendengarnya.",
    again: "Uji lagi",
    steps: {
      server: "Server menjawab",
      signalling: "Pensinyalan lewat (WebSocket)",
      media: "Gambar dan suara menemukan jalan (WebRTC)",
      sending: "Gambar dan suara sampai",
      fallback: "TCP bisa dipakai bila UDP diblokir",
      relay: "Relai bisa dipakai (TURN)",
      resuming: "Sambungan yang putus pulih kembali",
    },
    states: {
      waiting: "",
      running: "dicoba",
      passed: "ya",
      failed: "tidak",
      skipped: "tidak dicoba",
    },
    roundTrip: (ms) => `Pulang pergi dalam ${ms} md.`,
    noFallback:
      "TCP tidak bisa lewat. Bila suatu saat UDP diblokir, gambar dan suara berhenti; jam tetap berjalan.",
    noResuming:
      "Sambungan yang putus tidak pulih pada waktunya. Bila terputus, masuk ulang akan membantu.",
    byItself:
      "Anda tetap dapat masuk: jam dan urutannya berjalan, dan gambar serta suara akan datang sendiri.",
    findings: {
      unreachable: {
        title: "Server tidak terjangkau.",
        text: "Halaman pun tidak bisa lewat.",
        advice:
          "Periksa apakah perangkat ini tersambung ke internet. Bila ya, servernya yang mati.",
      },
      "media-down": {
        title: "Server media sedang mati.",
        text: "Server menjawab, tetapi bagian yang membawa gambar dan suara tidak.",
        advice: "Beri tahu pengelola server. Penyebabnya bukan jaringan Anda.",
      },
      refused: { title: "Pengujian tidak dapat dimulai." },
      "no-websocket": {
        title: "WebSocket pensinyalan diblokir.",
        text: "Halaman bisa lewat, WebSocket tidak.",
        advice:
          "Proksi, firewall, atau ekstensi peramban menahannya: matikan, atau pakai jaringan lain, misalnya dari ponsel Anda.",
      },
      misrouted: {
        title: "WebSocket pensinyalan diblokir.",
        text: (status) => `Sesuatu di jalan menjawab ${status}, bukan server medianya.`,
        nothing: "Sesuatu di jalan menelan apa yang ditujukan kepada server media.",
        advice:
          "Beri tahu pengelola server: proksi di depannya harus meneruskan /rtc, termasuk WebSocket.",
      },
      "no-media": {
        title: "Gambar dan suara tidak bisa lewat.",
        text: "Lewat UDP maupun TCP, tidak ada yang sampai ke server media.",
        advice:
          "Matikan VPN, atau pakai jaringan lain, misalnya dari ponsel Anda. Port yang harus terbuka ada di panduan pengelola server.",
      },
      "no-sending": {
        title: "Gambar dan suara Anda tidak sampai.",
        text: "Sambungan terbuka, tetapi yang dikirim hilang.",
        advice: "Matikan VPN, atau pakai jaringan lain, misalnya dari ponsel Anda.",
      },
      udp: {
        title: "Semuanya lancar.",
        text: "Gambar dan suara lewat UDP, jalan tercepat.",
        advice: "",
      },
      tcp: {
        title: "Bisa, tetapi lebih lambat dari seharusnya.",
        text: "Gambar dan suara tidak bisa lewat UDP; sebagai gantinya lewat TCP, yang lebih lambat.",
        advice:
          "Bila tersendat, pakai jaringan lain, misalnya dari ponsel Anda, atau minta pengelola jaringan ini mengizinkan UDP.",
      },
      relay: {
        title: "Bisa, lewat jalan memutar.",
        text: "Gambar dan suara tidak bisa lewat langsung; keduanya melalui relai (TURN), yang lebih lambat.",
        advice: "Bila tersendat, pakai jaringan lain, misalnya dari ponsel Anda.",
      },
    },
  },
  trouble: {
    camera: {
      denied: "Peramban tidak mengizinkan halaman ini memakai kamera. Izinkan lewat bilah alamat.",
      missing: "Tidak ada kamera yang ditemukan.",
      dismissed: "Pertanyaan peramban belum dijawab. Nyalakan kamera lagi dan izinkan.",
      system: "Sistem tidak memberikan kamera kepada peramban. Izinkan di pengaturan privasinya.",
      busy: "Program lain sedang memakai kamera. Tutup program itu, lalu nyalakan kamera lagi.",
      insecure: "Peramban hanya memberi kamera kepada halaman https, dan halaman ini bukan.",
      other: "Kamera gagal menyala.",
    },
    microphone: {
      denied:
        "Peramban tidak mengizinkan halaman ini memakai mikrofon. Izinkan lewat bilah alamat.",
      missing: "Tidak ada mikrofon yang ditemukan.",
      dismissed: "Pertanyaan peramban belum dijawab. Nyalakan mikrofon lagi dan izinkan.",
      system: "Sistem tidak memberikan mikrofon kepada peramban. Izinkan di pengaturan privasinya.",
      busy: "Program lain sedang memakai mikrofon. Tutup program itu, lalu nyalakan lagi.",
      insecure: "Peramban hanya memberi mikrofon kepada halaman https, dan halaman ini bukan.",
      other: "Mikrofon gagal menyala.",
    },
    kept: {
      camera: "Kamera itu tidak bisa dibuka. Kamera sebelumnya dipakai lagi.",
      microphone: "Mikrofon itu tidak bisa dibuka. Mikrofon sebelumnya dipakai lagi.",
    },
    share: "Layar gagal dibagikan.",
    shareSystem:
      "Sistem tidak memberikan layar kepada peramban. Izinkan di pengaturan privasinya, pada perekaman layar, lalu mulai ulang peramban.",
  },
};
