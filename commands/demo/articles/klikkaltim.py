"""Made-up news from Bontang and its neighbours; no official named here exists."""

from ..outlets import Insert
from .draft import Draft

FLOOD = "Air Pasang Masuk Permukiman Pesisir, Warga Loktuan Naikkan Perabot"
WASTE = "Bontang dan Kutai Timur Sepakat Kelola Sampah Bersama di Perbatasan"

DRAFTS = (
    Draft(
        number=31207,
        hours_ago=3,
        title="Bontang Terima Utusan Busan, Jalan Menuju Kota Kembar Mulai Dibuka",
        category="Bontang",
        kicker="Hubungan Luar Negeri",
        place="Bontang",
        author="Rendra Palaka",
        caption="Wali Kota Bontang Harun Salapang menyalami utusan Pemerintah Kota Busan.",
        tags=("Bontang", "Busan", "Sister City"),
        inserts=(Insert(after=2, title=FLOOD), Insert(after=4, title=WASTE)),
        pair=("Kota Bontang", "Busan"),
        paragraphs=(
            "KLIKKALTIM.COM - Pemerintah Kota Bontang dan Pemerintah Kota Busan, Korea Selatan, "
            "mulai membicarakan hubungan sister city. Pembicaraan itu berlangsung di Pendopo "
            "Rumah Jabatan Wali Kota Bontang, {hari}.",
            "Wali Kota Bontang Harun Salapang mengatakan kedua kota sama-sama hidup dari laut dan "
            "industri. Karena itu pelabuhan, pengolahan hasil tangkapan, serta pengurangan limbah "
            "plastik menjadi tiga bidang yang akan dibahas lebih dulu.",
            "“Kami ingin belajar bagaimana Busan menata kampung nelayannya tanpa memindahkan "
            "warga. Mereka ingin tahu cara kami menjaga hutan bakau,” ujar Harun.",
            "Utusan Busan, Han Dae-ryong, menyebut surat pernyataan minat disiapkan oleh kedua "
            "pihak dan diharapkan bisa ditandatangani awal tahun depan.",
            "Kepala Bagian Kerja Sama Setda Bontang Mirna Tolapadang menambahkan, rancangan surat "
            "itu masih harus dibawa ke DPRD Bontang dan Kementerian Dalam Negeri sebelum "
            "mengikat.",
        ),
    ),
    Draft(
        number=31198,
        hours_ago=27,
        title=WASTE,
        category="Kutai Timur",
        kicker="Lingkungan",
        place="Sangatta",
        author="Yusri Baranti",
        caption="Penandatanganan berlangsung di ruang Meranti.",
        tags=("Sampah", "Kutai Timur"),
        pair=("Kota Bontang", "Kabupaten Kutai Timur"),
        paragraphs=(
            "KLIKKALTIM.COM - Pemerintah Kota Bontang dan Pemerintah Kabupaten Kutai Timur "
            "menandatangani perjanjian kerja sama pengelolaan sampah di wilayah perbatasan, "
            "{hari}.",
            "Perjanjian diteken Wali Kota Bontang Harun Salapang dan Bupati Kutai Timur Ardan "
            "Limbong. Truk dari dua daerah nantinya boleh membuang ke satu tempat pengolahan, "
            "dengan biaya yang dibagi menurut berat muatan.",
            "Menurut Ardan, selama ini warga Teluk Pandan harus menunggu armada dari Sangatta "
            "yang jaraknya jauh, padahal armada Bontang melintas setiap pagi.",
            "“Warga tidak peduli garis batas. Yang mereka lihat, sampahnya diangkut atau tidak,” "
            "kata Ardan seusai acara.",
            "Kerja sama berlaku tiga tahun dan dapat diperpanjang setelah dievaluasi kedua dinas "
            "lingkungan hidup.",
        ),
    ),
    Draft(
        number=31205,
        hours_ago=6,
        title=FLOOD,
        category="Bontang",
        kicker="Cuaca",
        place="Bontang",
        author="Rendra Palaka",
        tags=("Banjir Rob",),
        paragraphs=(
            "KLIKKALTIM.COM - Air pasang merendam sedikitnya tiga gang di Kelurahan Loktuan sejak "
            "{hari} pagi. Ketinggian air di titik terendah mencapai lutut orang dewasa.",
            "Ketua RT setempat, Baharia Talle, mengatakan warga sudah hafal jadwal pasang besar "
            "sehingga perabot dinaikkan ke meja sejak malam sebelumnya.",
            "Petugas penanggulangan bencana menyiagakan dua perahu karet untuk mengantar anak "
            "sekolah. Tidak ada warga yang mengungsi.",
            "Puncak pasang diperkirakan masih terjadi sampai dua hari ke depan, dan nelayan "
            "diminta menambatkan perahu di sisi dalam dermaga.",
        ),
    ),
    Draft(
        number=31201,
        hours_ago=20,
        title="Bank Daerah dan Pemkot Bontang Teken MoU Pembayaran Pajak Lewat Gawai",
        category="Bontang",
        kicker="Ekonomi",
        place="Bontang",
        author="Sitti Marwa",
        tags=("Pajak",),
        paragraphs=(
            "KLIKKALTIM.COM - Warga Bontang segera bisa membayar pajak bumi dan bangunan lewat "
            "gawai. Layanan itu lahir dari nota kesepahaman antara Pemkot Bontang dan bank "
            "pembangunan daerah yang diteken {hari}.",
            "Kepala Badan Pendapatan Daerah Bontang Luther Rantepadang menjelaskan, petugas loket "
            "tetap melayani warga yang lebih suka membayar tunai.",
            "Pihak bank tidak memungut biaya tambahan sampai akhir tahun. Setelah itu biaya "
            "administrasi akan dibicarakan kembali.",
            "Tahun ini penerimaan pajak bumi dan bangunan ditargetkan naik sepersepuluh dari "
            "tahun lalu.",
        ),
    ),
    Draft(
        number=31190,
        hours_ago=49,
        title="Imbang Tanpa Gol, Bontang dan Kutai Timur Berbagi Angka di Stadion Taman Prestasi",
        category="Olahraga",
        kicker="Sepak Bola",
        place="Bontang",
        author="Yusri Baranti",
        tags=("Sepak Bola",),
        paragraphs=(
            "KLIKKALTIM.COM - Laga antara kesebelasan Kota Bontang dan Kabupaten Kutai Timur "
            "berakhir tanpa gol, {hari} sore. Kedua tim pulang membawa satu angka.",
            "Tuan rumah menekan sejak menit awal, tetapi kerja sama lini depan selalu terhenti di "
            "kotak penalti. Kiper tamu, Anjas Manurung, menepis tiga peluang emas.",
            "Pelatih Bontang Saiful Kamaru menilai anak asuhnya kurang tenang. Ia berjanji "
            "membenahi penyelesaian akhir sebelum lawatan berikutnya.",
            "Pertandingan disaksikan sekitar dua ribu penonton, termasuk rombongan pendukung dari "
            "Sangatta yang datang dengan belasan bus.",
        ),
    ),
    Draft(
        number=31186,
        hours_ago=73,
        title="PKS Bontang Buka Pendaftaran Bakal Calon, Tiga Nama Sudah Mengambil Formulir",
        category="Bontang",
        kicker="Politik",
        place="Bontang",
        author="Sitti Marwa",
        tags=("Politik",),
        paragraphs=(
            "KLIKKALTIM.COM - PKS Kota Bontang membuka pendaftaran bakal calon anggota legislatif "
            "mulai {hari}. Pengurus partai menyebut tiga nama telah mengambil formulir.",
            "Ketua panitia penjaringan Hasbi Lamadukelleng mengatakan siapa pun boleh mendaftar "
            "asal bersedia mengikuti sekolah kader selama sebulan.",
            "Partai itu menargetkan tambahan dua kursi di daerah pemilihan Bontang Utara.",
            "Pendaftaran ditutup akhir bulan depan, kemudian berkas diteruskan kepada pengurus "
            "provinsi di Samarinda.",
        ),
    ),
    Draft(
        number=31179,
        hours_ago=97,
        title="Harga Ikan Layang di Pasar Tamrin Turun Setelah Cuaca Membaik",
        category="Bontang",
        kicker="Pasar",
        place="Bontang",
        author="Rendra Palaka",
        tags=("Pasar",),
        paragraphs=(
            "KLIKKALTIM.COM - Harga ikan layang di Pasar Tamrin turun menjadi sekitar tiga puluh "
            "ribu rupiah sekilo pada {hari}. Sepekan sebelumnya pedagang menjualnya hampir dua "
            "kali lipat.",
            "Pedagang bernama Daeng Rimba menuturkan pasokan kembali lancar karena ombak di Selat "
            "Makassar mulai reda.",
            "Cabai dan bawang belum ikut turun. Dinas perdagangan menjadwalkan operasi pasar pada "
            "{depan}.",
            "Pembeli menyambut baik turunnya harga, meskipun sebagian masih menahan belanja "
            "hingga gajian.",
        ),
    ),
)
