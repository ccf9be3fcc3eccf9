"""Made-up news of a city government, on its old site and its newer portal; nobody here exists."""

from .draft import Draft

# Numbers from 1000 on are posts of the old site, lower ones pages of the portal.
DRAFTS = (
    Draft(
        number=7841,
        hours_ago=6,
        title="Bogor dan Nanning Lanjutkan Kota Persahabatan dengan Pertukaran Guru",
        category="Berita",
        pair=("Kota Bogor", "Nanning"),
        paragraphs=(
            "Pemerintah Kota Bogor dan Pemerintah Kota Nanning, Tiongkok, melanjutkan hubungan "
            "kota persahabatan melalui program pertukaran guru. Nota kesepahaman program itu "
            "ditandatangani Wali Kota Bogor Wirya Permana dan Wakil Wali Kota Nanning Liang "
            "Weiming di Balai Kota Bogor, {hari}.",
            "Sebanyak sepuluh guru dari masing-masing kota akan mengajar selama satu semester. "
            "Guru Bogor membawa materi bahasa Indonesia dan angklung, sedangkan guru Nanning "
            "mengajar bahasa Mandarin.",
            "“Persahabatan dua kota tidak boleh berhenti di ruang tamu. Ia harus sampai ke ruang "
            "kelas,” kata Wirya.",
            "Rencana berikutnya",
            "Kepala Bagian Kerja Sama Setda Kota Bogor Neng Sarah Wulandari menyebut bidang "
            "berikutnya adalah kebun raya dan tanaman obat, karena kedua kota mempunyai taman "
            "botani yang luas.",
            "Biaya perjalanan guru ditanggung pemerintah kota pengirim, sementara penginapan "
            "disediakan kota penerima.",
        ),
    ),
    Draft(
        number=41,
        hours_ago=29,
        title="Kota Bogor Terima Kunjungan Kerja Pemerintah Kota Magelang",
        category="Berita",
        pair=("Kota Bogor", "Kota Magelang"),
        paragraphs=(
            "Pemerintah Kota Bogor menerima kunjungan kerja Pemerintah Kota Magelang di Paseban "
            "Sri Bima, {hari}.",
            "Rombongan yang dipimpin Wakil Wali Kota Magelang Hendro Pujaswara itu mempelajari "
            "penataan angkutan kota dan jalur pejalan kaki di sekitar kebun raya.",
            "Sekretaris Daerah Kota Bogor Asep Nugraha Jatnika menjelaskan bahwa pengurangan "
            "angkot dilakukan bertahap supaya sopir sempat beralih menjadi pengemudi bus.",
            "Hendro mengatakan Magelang menghadapi persoalan serupa di kawasan alun-alun, dan "
            "berharap kedua kota bisa menyusun kerja sama di bidang perhubungan.",
            "Kunjungan ditutup dengan menumpang bus kota berkeliling pusat kota.",
        ),
    ),
    Draft(
        number=40,
        hours_ago=54,
        title="Siswa SMP Belajar Arti Sister City di Balai Kota",
        category="Berita",
        paragraphs=(
            "Puluhan siswa SMP mengunjungi balai kota untuk belajar cara kerja pemerintahan pada "
            "{hari}.",
            "Petugas humas menjelaskan tugas wali kota, tugas dewan, sampai arti istilah sister "
            "city yang sering muncul dalam buku pelajaran.",
            "Para siswa kemudian mencoba duduk di ruang rapat dan bermain peran sebagai kepala "
            "dinas.",
            "Guru pendamping berharap anak-anak semakin berani bertanya kepada pejabat. Acara "
            "berakhir dengan makan siang bersama di halaman.",
        ),
    ),
    Draft(
        number=7838,
        hours_ago=12,
        title="Taman Baru di Bantarjati Dibuka untuk Warga",
        category="Berita",
        paragraphs=(
            "Warga Bantarjati kini mempunyai taman seluas setengah lapangan sepak bola. Taman "
            "yang dahulu tempat pembuangan puing itu dibuka {hari}.",
            "Kepala dinas yang membidangi pertamanan, Euis Kartikasari, mengatakan pohon peneduh "
            "ditanam sendiri oleh warga selama enam bulan.",
            "Pada sore hari anak-anak bermain di bak pasir, sementara orang tua berjalan di atas "
            "jalur batu.",
            "Taman dijaga bergiliran oleh pemuda RW setempat.",
        ),
    ),
    Draft(
        number=7833,
        hours_ago=34,
        title="Pemkot Bogor dan BPJS Ketenagakerjaan Lindungi Pekerja Rentan",
        category="Berita",
        paragraphs=(
            "Ribuan pekerja rentan di Kota Bogor akan memperoleh perlindungan kecelakaan kerja. "
            "Kesepakatan tentang hal itu ditandatangani Pemkot Bogor dan BPJS Ketenagakerjaan, "
            "{hari}.",
            "Penerima manfaat meliputi pemulung, penarik becak, serta pedagang asongan yang "
            "terdata di kelurahan.",
            "Iuran bulan pertama ditanggung pemerintah kota, selanjutnya dibantu para dermawan.",
            "Pendaftaran dapat dilakukan di kantor kelurahan dengan membawa kartu tanda penduduk.",
        ),
    ),
    Draft(
        number=7829,
        hours_ago=60,
        title="Lomba Perahu Karet Meriahkan Hari Jadi Ciliwung",
        category="Berita",
        paragraphs=(
            "Dua puluh regu mengikuti lomba perahu karet di Sungai Ciliwung, {hari}. Lomba "
            "digelar untuk memperingati hari jadi komunitas peduli sungai.",
            "Regu dari Kabupaten Bogor finis pertama, disusul regu tuan rumah dan regu dari Depok.",
            "Sebelum lomba, peserta memungut sampah sepanjang lintasan. Terkumpul lebih dari "
            "seratus karung.",
            "Panitia berjanji mengulang kegiatan ini setiap tahun.",
        ),
    ),
    Draft(
        number=7822,
        hours_ago=84,
        title="Imunisasi Anak Sekolah Dimulai Pekan Ini di Enam Kecamatan",
        category="Berita",
        paragraphs=(
            "Imunisasi bagi anak kelas satu dan dua sekolah dasar dimulai {hari} di enam "
            "kecamatan.",
            "Dinas kesehatan menyiapkan tim yang mendatangi sekolah satu per satu. Orang tua "
            "boleh mendampingi anaknya.",
            "Anak yang sedang demam akan dijadwalkan kembali di puskesmas terdekat.",
            "Tahun lalu cakupan imunisasi melampaui sembilan puluh persen, dan kali ini "
            "diharapkan lebih tinggi.",
        ),
    ),
)
