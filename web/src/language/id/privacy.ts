import type { privacy as english } from "../en/privacy.ts";

export const privacy: typeof english = {
  privacy: {
    title: "Siapa melihat apa",
    lead: "Apa yang dapat dilihat pengelola server ini tentang Anda, apa yang tidak, berapa lama disimpan, dan cara membawanya atau menghapusnya.",
    failed: "Masa simpan server ini tidak terbaca. Muat ulang halaman ini.",
    seen: {
      title: "Yang dapat dilihat pengelola server ini",
      who: "Hotseat berjalan di sebuah server yang diurus seseorang di dalam atau di dekat kelompok Anda. Orang itu memegang basis datanya.",
      what: "Apa",
      unsealed: "Tidak tersegel",
      sealed: "Tersegel",
      yes: "terlihat",
      no: "tidak terlihat",
      rows: {
        media: "Suara, gambar, dan layar yang dibagikan",
        chat: "Yang ditulis dalam panggilan",
        texts: "Pengantar, catatan kursi, terima kasih, dan koreksi",
        own: "Catatan pribadi Anda",
        names: "Nama, zona waktu, serta nama dan tujuan kelompok",
        log: "Kapan panggilan berlangsung, siapa hadir dan kapan, dan setiap perubahan waktunya",
        promises: "Janji dan kabar di antaranya",
        answers: "Jam Anda, siapa yang datang, jawaban jajak waktu",
        pulse: "Jawaban Anda atas tiga pertanyaan di akhir",
        mail: "Alamat surel dan bahasa",
        link: "Tautan pribadi Anda",
      },
      recording:
        "Hotseat tidak merekam suara maupun gambar. Dalam panggilan yang tidak tersegel, pengelola server media dapat ikut mendengar; dalam yang tersegel ia hanya mendapat sesuatu yang tidak ia punyai kuncinya.",
      marks:
        "Tersegel atau tidaknya panggilan ditampilkan di pintunya dan di dalamnya. Kunci panggilan tersegel dibuat di peramban Anda semua dan tidak pernah keluar dari sana dalam keadaan terbuka.",
      limits:
        "Segel ada batasnya. Server ini juga yang memberikan program penyegelnya: pengelolanya bisa memberikan program lain. Siapa pun yang memegang tautan Anda dapat membaca yang Anda baca. Orang yang kehilangan tautan dan mendapat tautan baru dari pengelola hanya boleh diterima setelah kodenya Anda cocokkan.",
      network:
        "Selama Anda terhubung, server dan server medianya melihat alamat jaringan Anda. Hotseat tidak menyimpannya; proksi di depannya, atau log server media, mungkin menyimpannya.",
    },
    others: {
      title: "Yang dilihat anggota lain",
      list: [
        "Anggota kelompok melihat nama, zona waktu, jawaban, pengantar, janji, catatan kursi, dan log panggilan. Dari jam Anda mereka melihat yang penting bagi tanggal yang sedang dipilih. Tidak seorang pun melihat catatan pribadi atau jawaban Anda atas tiga pertanyaan; dari jawaban itu ada rata-rata mulai tiga orang, sesudah panggilan.",
        "Alamat surel Anda hanya terlihat oleh Anda sendiri. Fasilitator dapat mengeluarkan anggota dan menghapus orang yang sudah keluar, dan tidak melihat lebih banyak daripada yang lain.",
      ],
    },
    where: {
      title: "Di mana disimpan",
      embedded: "Dalam basis data di folder data server ini sendiri.",
      server: "Di server PostgreSQL milik server ini.",
      mail: "Server ini mengirim surel. Server surel di perjalanannya melihat alamat dan nama Anda, nama kelompok, tanggal, dan tautan yang menjawab atas nama Anda.",
      noMail: "Server ini tidak mengirim surel.",
      browser:
        "Peramban Anda menyimpan rahasia tautan dan daftar kelompok Anda sampai Anda memintanya melupakan.",
      nobody:
        "Tidak ada yang dikirim kepada pihak lain. Tidak ada pelacak dan tidak ada statistik.",
    },
    keep: {
      title: "Berapa lama disimpan",
      days: (count) => `${count} hari`,
      rows: {
        chat: "Yang ditulis dalam panggilan, dan tangan yang terangkat",
        sessions: "Panggilan tanpa kelompok, dengan ringkasan dan lognya",
        unused: "Panggilan tanpa kelompok yang tidak pernah dimulai",
        waiting: "Tautan baru yang pemegangnya belum diterima",
        group: "Kelompok dan panggilannya",
        archived: "Kelompok yang diarsipkan, dengan seluruh isinya",
        mail: "Bahwa surel dikirim kepada Anda, atau gagal",
        backup: "Cadangan",
      },
      chat: "10 menit sesudah akhir",
      afterEnd: (days) => `${days} sesudah akhir`,
      afterGiven: (days) => `${days} sesudah diberikan`,
      afterLast: (days) => `${days} sesudah kejadian terakhir`,
      group: "sampai dihapus, atau cukup lama diarsipkan",
      afterArchive: (days) => `${days} sesudah diarsipkan`,
      mail: (days) => `${days}, dan selama putaran surel yang sama berjalan`,
      backup: "selama pengelola server ini menyimpannya: tanyakan kepadanya",
    },
    yours: {
      title: "Data Anda sendiri",
      export:
        "Anda dapat membawa semua yang disimpan tentang Anda, kapan saja: dari halaman kelompok di “Data Anda”, atau di bawah ringkasan panggilan tanpa kelompok. Yang tersegel dibuka di peramban Anda sebelum disimpan.",
      erase:
        "Di tempat yang sama Anda dapat menghapus diri. Nama, catatan, pengantar, janji, jawaban, alamat surel, dan tautan Anda langsung dihapus; log panggilan yang lalu kemudian menyebut “mantan anggota”. Tulisan orang lain, dan catatan Anda untuk kursi mereka, tetap milik mereka.",
      facilitator:
        "Fasilitator dapat menghapus orang yang sudah keluar, dan seluruh kelompok. Pengelola juga dapat.",
      limits:
        "Yang sudah keluar dari server tidak dapat dihapus di sini: surel dan kalender, yang sudah diekspor orang lain, dan cadangan sampai dihapus. Baris yang dihapus dapat tertinggal dalam berkas basis data sampai tempatnya dipakai lagi.",
    },
  },
  data: {
    title: "Data Anda",
    hint: "Semua yang disimpan server ini tentang Anda, untuk dibawa.",
    hintSession: "Yang disimpan server ini tentang Anda dari panggilan ini, untuk dibawa.",
    json: "Simpan sebagai JSON",
    markdown: "Simpan untuk dibaca",
    saved: "Tersimpan.",
    shut: (count) =>
      `Tersimpan. ${count} teks masih tersegel, karena perangkat ini tidak punya kuncinya.`,
    eraseTitle: "Hapus saya",
    erase: "Hapus saya…",
    eraseHint:
      "Anda keluar dari kelompok ini, dan semua milik Anda dihapus: nama, catatan, pengantar, janji, jawaban, alamat surel, dan tautan. Dalam log panggilan yang lalu Anda menjadi “mantan anggota”. Ini tidak dapat dibatalkan siapa pun. Yang sudah ada di kalender Anda tetap di sana.",
    eraseSession:
      "Nama Anda dan tautan Anda ke panggilan ini dihapus; dalam lognya Anda menjadi “mantan anggota”. Ini tidak dapat dibatalkan siapa pun.",
    erasedTitle: "Data Anda sudah dihapus",
    erased:
      "Nama Anda dan semua milik Anda di sana sudah hilang dari server ini. Catatan Anda untuk kursi orang lain tetap milik mereka, tanpa nama Anda. Cadangan hilang ketika pengelola server menghapusnya.",
    home: "Ke halaman depan",
    type: (name) => `Untuk melanjutkan, ketik “${name}”`,
    former: "Yang sudah keluar",
    formerHint:
      "Namanya masih ada dalam log panggilan yang lalu, dan janji serta pengantarnya masih disimpan. Setelah dihapus, di sana tertulis “mantan anggota”, dan miliknya hilang.",
    eraseFormer: (name) => `Hapus ${name}`,
    groupTitle: "Hapus kelompok",
    groupHint:
      "Kelompok, semua panggilan dengan lognya, dan semua yang ditulis siapa pun di dalamnya dihapus untuk semua orang. Ini tidak dapat dibatalkan siapa pun.",
    eraseGroup: "Hapus kelompok…",
    confirm: "Hapus selamanya",
    page: "Siapa melihat apa",
  },
  file: {
    head: (name, group) => `${name} di ${group}`,
    session: (name) => `${name} dalam sebuah panggilan`,
    made: (at) => `Semua yang disimpan server, per ${at}.`,
    you: "Anda",
    name: "Nama",
    zone: "Zona waktu",
    role: "Peran",
    email: "Alamat surel",
    language: "Bahasa surel",
    off: "Surel yang tidak diinginkan",
    feed: "Alamat kalender",
    exists: "ada",
    none: "tidak ada",
    hours: "Jam Anda",
    count: (mark, hours) => `${mark}: ${hours} dari 168 jam`,
    mail: "Surel",
    briefs: "Pengantar",
    promises: "Janji",
    call: (id) => `Panggilan ${id}`,
    note: "Catatan pribadi",
    seatNotes: "Catatan kursi",
    remarks: "Terima kasih dan koreksi",
    pulse: "Jawaban atas tiga pertanyaan",
    chat: "Ditulis dalam panggilan",
    history: "Yang terjadi, oleh Anda atau tentang Anda",
    shut: "(masih tersegel)",
  },
  refusals: {
    "wrong-name": "Namanya tidak sama dengan yang akan dihapus.",
    "no-such-former": "Tidak ada orang itu di antara yang sudah keluar.",
    "not-over": "Jamnya belum selesai; sesudah itu bisa.",
    "call-open": "Panggilan kelompok ini sedang dibuka; sesudah selesai bisa dihapus.",
    "use-group-link": "Ini panggilan sebuah kelompok; gunakan halaman kelompoknya.",
  },
};
