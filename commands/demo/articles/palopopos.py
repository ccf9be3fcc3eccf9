"""Made-up news from Palopo and Luwu Raya; no official named here exists."""

from ..outlets import Insert
from .draft import Draft

SERVICE = "Belajar Mal Pelayanan Publik, Rombongan Pemkot Palopo Kunjungi Banyuwangi"
MARKET = "Los Ikan Pasar Andi Tadda Dibongkar, Pedagang Pindah Sementara"

DRAFTS = (
    Draft(
        number=88412,
        hours_ago=5,
        title=SERVICE,
        category="Pemerintahan",
        author="Risal Tandirerung",
        caption="Rombongan Palopo meninjau loket perizinan. --ist--",
        tags=("Palopo", "Banyuwangi"),
        inserts=(Insert(after=3, title=MARKET),),
        pair=("Kota Palopo", "Kabupaten Banyuwangi"),
        paragraphs=(
            "PALOPOPOS, BANYUWANGI-- Pemerintah Kota Palopo melakukan studi tiru ke Pemerintah "
            "Kabupaten Banyuwangi untuk mempelajari mal pelayanan publik, {hari}. Rombongan "
            "dipimpin Sekretaris Daerah Kota Palopo Markus Bungaran.",
            "Mereka diterima Asisten Administrasi Umum Setda Banyuwangi Wening Larasati di ruang "
            "rapat kantor bupati, kemudian berkeliling melihat loket yang menyatukan puluhan "
            "jenis layanan.",
            "Markus menyebut Palopo sudah mempunyai gedung, tetapi antreannya masih tersebar di "
            "beberapa dinas. Ia berharap warga kelak cukup datang ke satu tempat.",
            "“Yang kami cari bukan gedung megahnya, melainkan cara mereka memangkas meja,” kata "
            "Markus.",
            "Wening membalas bahwa daerahnya terbuka berbagi aplikasi antrean tanpa biaya. Kedua "
            "pemerintah daerah akan menyiapkan rancangan kerja sama sesudah kunjungan ini.(*/rt)",
        ),
    ),
    Draft(
        number=88397,
        hours_ago=30,
        title="Luwu Utara dan Morowali Teken Kesepakatan Bersama Perbaiki Jalur Perbatasan",
        category="Luwu Raya",
        author="Nurhaeda Pasolon",
        caption="Kedua bupati memperlihatkan naskah kesepakatan. --ist--",
        tags=("Luwu Utara", "Morowali"),
        pair=("Kabupaten Luwu Utara", "Kabupaten Morowali"),
        paragraphs=(
            "PALOPOPOS, MASAMBA-- Pemerintah Kabupaten Luwu Utara dan Pemerintah Kabupaten "
            "Morowali menandatangani kesepakatan bersama tentang perbaikan jalur perbatasan, "
            "{hari}.",
            "Naskahnya diteken Bupati Luwu Utara Sampara Daeng Matutu dan Bupati Morowali Gilbert "
            "Lawoli di Aula La Galigo, Masamba.",
            "Isi kesepakatan mencakup pemeliharaan jalan secara bergiliran, pos kesehatan bersama "
            "dan pertukaran data hasil kebun antara kedua daerah.",
            "“Petani kami menjual kakao ke sana, pekerja mereka berobat ke sini. Sudah waktunya "
            "ada payungnya,” tutur Sampara.",
            "Tim teknis kedua kabupaten bertemu lagi {depan} untuk menyusun pembagian "
            "anggaran.(nur)",
        ),
    ),
    Draft(
        number=88409,
        hours_ago=9,
        title=MARKET,
        category="Ekonomi",
        author="Risal Tandirerung",
        caption="Alat berat mulai bekerja. --ist--",
        tags=("Pasar",),
        paragraphs=(
            "PALOPOPOS, PALOPO-- Pembongkaran los ikan Pasar Andi Tadda dimulai {hari}. Sebanyak "
            "delapan puluh pedagang pindah sementara ke halaman belakang.",
            "Kepala UPT pasar Jumardi Salusu mengatakan pekerjaan dijadwalkan rampung dalam empat "
            "bulan. Selama itu retribusi pedagang dibebaskan.",
            "Pedagang meminta saluran pembuangan dibuat lebih dalam, sebab pada musim hujan air "
            "bercampur es meluap hingga ke jalan.",
            "Kontraktor berjanji bekerja malam hari supaya aktivitas jual beli pagi tidak "
            "terganggu.(rt)",
        ),
    ),
    Draft(
        number=88402,
        hours_ago=22,
        title="Kejaksaan dan Pemkot Palopo Perpanjang MoU Pendampingan Hukum",
        category="Pemerintahan",
        author="Nurhaeda Pasolon",
        tags=("Hukum",),
        paragraphs=(
            "PALOPOPOS, PALOPO-- Kejaksaan negeri dan Pemerintah Kota Palopo memperpanjang nota "
            "kesepahaman pendampingan hukum, {hari}. Perpanjangan berlaku dua tahun.",
            "Pelaksana tugas kepala bagian hukum Abner Sulle menyatakan pendampingan terutama "
            "diperlukan untuk menata aset tanah yang belum bersertifikat.",
            "Sepanjang tahun lalu jaksa pengacara negara memulihkan dua belas bidang tanah milik "
            "pemerintah kota.",
            "Penandatanganan dilakukan sederhana tanpa upacara, lalu dilanjutkan dengan diskusi "
            "kelompok.(nur)",
        ),
    ),
    Draft(
        number=88381,
        hours_ago=52,
        title="Tim Voli Putri Palopo Kalahkan Luwu Timur di Final Antardaerah",
        category="Olahraga",
        author="Aswin Kadir",
        tags=("Voli",),
        paragraphs=(
            "PALOPOPOS, MALILI-- Tim voli putri Kota Palopo menjadi juara setelah mengalahkan "
            "Kabupaten Luwu Timur tiga set langsung, {hari} malam.",
            "Kapten tim, Grace Tangkelembang, memuji kerja sama rekan-rekannya di garis belakang. "
            "Menurut dia pertahanan rapat membuat lawan kehabisan akal.",
            "Pelatih Luwu Timur mengakui keunggulan tamunya dan menyebut anak asuhnya kalah "
            "tinggi di depan jaring.",
            "Juara memperoleh piala bergilir serta uang pembinaan dari panitia.(as)",
        ),
    ),
    Draft(
        number=88366,
        hours_ago=76,
        title="Panen Durian Tiba, Warga Battang Atur Parkir Pengunjung",
        category="Palopo",
        author="Aswin Kadir",
        tags=("Durian", "Wisata"),
        paragraphs=(
            "PALOPOPOS, PALOPO-- Musim durian membuat jalan menuju Battang padat pada akhir "
            "pekan. Warga setempat mulai mengatur parkir secara bergantian sejak {hari}.",
            "Satu buah berukuran sedang dijual dua puluh ribu rupiah di pinggir jalan. Pembeli "
            "datang dari Belopa, Masamba, bahkan Makassar.",
            "Lurah setempat meminta pengunjung membawa pulang kulit durian atau membuangnya pada "
            "bak yang disediakan.",
            "Hasil parkir dipakai untuk memperbaiki lampu jalan kampung.(as)",
        ),
    ),
    Draft(
        number=88350,
        hours_ago=100,
        title="Air Bersih Dua Kelurahan Mati Semalam karena Pipa Induk Pecah",
        category="Palopo",
        author="Risal Tandirerung",
        tags=("Air Bersih",),
        paragraphs=(
            "PALOPOPOS, PALOPO-- Aliran air bersih di dua kelurahan terhenti sejak {kemarin} "
            "malam akibat pipa induk pecah tertimpa longsoran.",
            "Petugas perusahaan air minum menyambung pipa hingga dini hari. Air kembali mengalir "
            "pada {hari} siang walaupun masih keruh.",
            "Warga diminta menampung air setelah benar-benar jernih dan melapor jika tekanan "
            "masih lemah.",
            "Tebing di atas pipa akan diperkuat dengan bronjong supaya kejadian serupa tidak "
            "berulang.(rt)",
        ),
    ),
)
