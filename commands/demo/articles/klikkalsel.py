"""Made-up news from South Kalimantan; no official named here exists."""

from ..outlets import Insert
from .draft import Draft

RIVER = "Pasar Terapung Libur Sehari, Pengayuh Jukung Ikut Bersihkan Sungai"
COURSE = "Ratusan Ketua RT di Banjarbaru Belajar Menyusun Laporan Keuangan"

DRAFTS = (
    Draft(
        number=150233,
        hours_ago=4,
        title="Pemko Banjarmasin dan Pemkot Surabaya Perpanjang Kerja Sama Penataan Sungai",
        category="Banjarmasin",
        author="Fahmi",
        caption="Penandatanganan perpanjangan kerja sama di Balai Kota (foto: istimewa)",
        tags=("Banjarmasin", "Surabaya", "Sungai"),
        inserts=(Insert(after=2, title=RIVER), Insert(after=2, title=COURSE)),
        pair=("Kota Banjarmasin", "Kota Surabaya"),
        paragraphs=(
            "BANJARMASIN, klikkalsel.com – Pemerintah Kota Banjarmasin dan Pemerintah Kota "
            "Surabaya memperpanjang kerja sama penataan sungai selama tiga tahun. Naskah "
            "perpanjangan ditandatangani di Balai Kota Banjarmasin, {hari}.",
            "Wali Kota Banjarmasin H. Gazali Syamsuri menyebut kerja sama pertama sudah "
            "menghasilkan dua rumah pompa dan pelatihan bagi puluhan petugas kebersihan sungai.",
            "“Yang dulu kami tiru cara mengeruknya. Sekarang kami ingin meniru cara merawatnya,” "
            "katanya.",
            "Wakil Wali Kota Surabaya Retno Ambarsari yang hadir mewakili daerahnya mengatakan "
            "giliran Surabaya yang belajar mengelola wisata susur sungai dari Banjarmasin.",
            "Kedua kota juga sepakat bertukar tenaga teknis setiap enam bulan. (fahmi)",
        ),
    ),
    Draft(
        number=150219,
        hours_ago=25,
        title="DPRD Kabupaten Jepara Studi Banding ke DPRD Banjarbaru Soal Perda Ruang Terbuka",
        category="Banjarbaru",
        author="Lestari",
        caption="Suasana pertemuan di ruang paripurna (foto: istimewa)",
        tags=("DPRD", "Banjarbaru"),
        pair=("DPRD Kabupaten Jepara", "DPRD Kota Banjarbaru"),
        paragraphs=(
            "BANJARBARU, klikkalsel.com – Komisi III DPRD Kabupaten Jepara melakukan studi "
            "banding ke DPRD Kota Banjarbaru mengenai peraturan daerah tentang ruang terbuka "
            "hijau, {hari}.",
            "Ketua Komisi III DPRD Jepara Sutikno Wiratama mengatakan daerahnya tengah menyusun "
            "rancangan serupa dan membutuhkan contoh yang sudah berjalan.",
            "Rombongan diterima Wakil Ketua DPRD Banjarbaru Hj. Norhasanah di ruang paripurna. Ia "
            "memaparkan bagaimana tiap perumahan baru diwajibkan menyediakan taman.",
            "Seusai berdiskusi para tamu meninjau hutan kota dan jalur pejalan kaki di sekitar "
            "lapangan.",
            "Kedua lembaga akan saling mengirim naskah akademik sebelum akhir bulan. (lestari)",
        ),
    ),
    Draft(
        number=150230,
        hours_ago=7,
        title=RIVER,
        category="Banua",
        author="Fahmi",
        tags=("Sungai",),
        paragraphs=(
            "BANJARMASIN, klikkalsel.com – Pasar terapung Lok Baintan libur sehari pada {hari}. "
            "Para pengayuh jukung memilih ikut membersihkan sungai dari eceng gondok.",
            "Acil Rusmini, pedagang jeruk, menuturkan perahu sering tersangkut sehingga ia "
            "terlambat tiba dan dagangannya tidak laku.",
            "Lebih dari enam puluh orang turun ke sungai. Gulma yang terkumpul dijadikan pupuk "
            "oleh kelompok tani setempat.",
            "Pasar kembali buka seperti biasa keesokan pagi. (fahmi)",
        ),
    ),
    Draft(
        number=150226,
        hours_ago=16,
        title="Universitas di Banjarmasin Jalin MoU dengan Pemprov Kalsel untuk Riset Gambut",
        category="Banua",
        author="Lestari",
        tags=("Gambut",),
        paragraphs=(
            "BANJARMASIN, klikkalsel.com – Sebuah universitas di Banjarmasin menandatangani nota "
            "kesepahaman riset gambut dengan Pemerintah Provinsi Kalimantan Selatan, {hari}.",
            "Rektor Prof. Suriani Hamdan menyebut penelitian akan berlangsung di tiga desa selama "
            "dua musim kemarau.",
            "Mahasiswa diterjunkan untuk mencatat tinggi muka air, sedangkan pemerintah provinsi "
            "menyediakan alat ukur.",
            "Hasilnya dipakai memperkirakan titik rawan kebakaran lahan. (lestari)",
        ),
    ),
    Draft(
        number=150208,
        hours_ago=46,
        title=COURSE,
        category="Banjarbaru",
        author="Lestari",
        tags=("Banjarbaru",),
        paragraphs=(
            "BANJARBARU, klikkalsel.com – Ratusan ketua RT mengikuti pelatihan penyusunan laporan "
            "keuangan yang digelar pemerintah kota, {hari}.",
            "Pelatih menekankan pentingnya menyimpan nota sekecil apa pun. Peserta juga diajari "
            "mengisi lembar sederhana di telepon genggam.",
            "Salah seorang peserta, Pak Udin, mengaku baru kali ini tahu cara memisahkan kas "
            "warga dan uang pribadi.",
            "Pelatihan serupa akan diberikan kepada pengurus RW pada {depan}. (lestari)",
        ),
    ),
    Draft(
        number=150197,
        hours_ago=70,
        title="Barito Muda Takluk dari Hulu Sungai, Pelatih Soroti Lini Tengah",
        category="Olahraga",
        author="Akbar",
        tags=("Sepak Bola",),
        paragraphs=(
            "BANJARMASIN, klikkalsel.com – Tim Barito Muda takluk satu gol dari kesebelasan "
            "Kabupaten Hulu Sungai Tengah dalam lanjutan liga remaja, {hari}.",
            "Gol tunggal dicetak Rafi Anshari menjelang turun minum. Tuan rumah gagal membalas "
            "meski menguasai bola.",
            "Pelatih Barito Muda menilai lini tengahnya terlalu sering kehilangan bola karena "
            "minim kerja sama.",
            "Kedua tim akan bertemu lagi pada putaran kedua di Barabai. (akbar)",
        ),
    ),
    Draft(
        number=150180,
        hours_ago=94,
        title="Kabut Asap Menipis, Penerbangan Pagi di Syamsudin Noor Kembali Normal",
        category="Banjarbaru",
        author="Akbar",
        tags=("Kabut Asap",),
        paragraphs=(
            "BANJARBARU, klikkalsel.com – Jadwal penerbangan pagi di Bandara Syamsudin Noor "
            "kembali normal pada {hari} setelah kabut asap menipis.",
            "Sehari sebelumnya empat penerbangan tertunda lebih dari satu jam karena jarak "
            "pandang terbatas.",
            "Petugas pemadam masih menjaga beberapa titik api di Landasan Ulin agar tidak "
            "merambat ke permukiman.",
            "Penumpang dianjurkan memeriksa jadwal sebelum berangkat. (akbar)",
        ),
    ),
)
