"""Made-up news from Sumbawa Barat; no official named here exists."""

from ..outlets import Insert
from .draft import Draft

SANITATION = "Sanitasi KSB Jadi Rujukan, Lombok Utara Kirim Tim Studi Banding"
SALT = "Petambak Garam Kertasari Mulai Panen Awal"

DRAFTS = (
    Draft(
        number=6120844,
        hours_ago=8,
        title="KSB dan Kota Mataram Sepakati Kerja Sama Pasokan Pangan",
        category="Pemerintahan",
        author="KA-05",
        caption="Bupati Sumbawa Barat dan Wali Kota Mataram seusai penandatanganan",
        inserts=(Insert(after=3, title=SALT),),
        pair=("Kabupaten Sumbawa Barat", "Kota Mataram"),
        paragraphs=(
            "Taliwang, KA.",
            "Pemerintah Kabupaten Sumbawa Barat dan Pemerintah Kota Mataram menyepakati kerja "
            "sama antar daerah untuk pasokan pangan, {hari}. Nota kesepakatan ditandatangani "
            "Bupati Sumbawa Barat H. Lalu Darmawangsa dan Wali Kota Mataram Baiq Suryani Anom.",
            "Beras, jagung dan sapi dari Sumbawa Barat akan dikirim langsung ke pasar induk "
            "Mataram tanpa melewati banyak pedagang perantara.",
            "“ Petani kita butuh kepastian harga, warga Mataram butuh kepastian barang. Dua "
            "kebutuhan itu kita pertemukan,” ujar Bupati.",
            "Wali Kota Mataram menyebut inflasi di kotanya kerap dipicu terlambatnya kapal. "
            "Karena itu gudang bersama akan dibangun di dekat Pelabuhan Poto Tano.",
            "Kesepakatan berlaku lima tahun dan dievaluasi saban enam bulan oleh kedua "
            "pemerintah daerah.(KA-05)",
        ),
    ),
    Draft(
        number=6120817,
        hours_ago=33,
        title=SANITATION,
        category="Pemerintahan",
        author="KA-03",
        caption="Rombongan Lombok Utara di Kantor Bupati",
        pair=("Kabupaten Sumbawa Barat", "Kabupaten Lombok Utara"),
        paragraphs=(
            "Taliwang, KA.",
            "Pemerintah Kabupaten Lombok Utara melakukan studi banding pengelolaan sanitasi ke "
            "Pemerintah Kabupaten Sumbawa Barat, {hari}. Tim dipimpin Kepala Bappeda Lombok Utara "
            "Raden Mas Wirajaya.",
            "Tim ingin mengetahui cara Sumbawa Barat menuntaskan jamban keluarga dengan gotong "
            "royong di tingkat peliuk.",
            "Asisten II Setda Sumbawa Barat Hj. Siti Rukmini menerangkan, setiap rumah didata "
            "oleh kader lalu dikerjakan bersama pada akhir pekan.",
            "“ Silakan ditiru, silakan diperbaiki. Kami pun masih belajar,” katanya.",
            "Sebelum pulang, rombongan meninjau dua dusun di Kecamatan Seteluk dan Brang "
            "Rea.(KA-03)",
        ),
    ),
    Draft(
        number=6120840,
        hours_ago=13,
        title=SALT,
        category="Ekonomi",
        author="KA-05",
        paragraphs=(
            "Taliwang, KA.",
            "Petambak garam di Desa Kertasari mulai panen lebih awal daripada biasanya. Hingga "
            "{hari}, hampir empat puluh ton sudah masuk gudang.",
            "Ketua kelompok petambak, Abdul Razak Mone, mengatakan kemarau panjang membuat air "
            "cepat mengkristal.",
            "Harga di tingkat petambak masih seribu rupiah sekilo. Ia berharap ada pembeli dari "
            "luar pulau.",
            "Dinas perikanan berjanji membantu alas plastik untuk lahan yang belum "
            "kebagian.(KA-05)",
        ),
    ),
    Draft(
        number=6120829,
        hours_ago=21,
        title="Perusahaan Tambang dan Pemda KSB Teken MoU Beasiswa",
        category="Ekonomi",
        author="KA-02",
        paragraphs=(
            "Taliwang, KA.",
            "Sebuah perusahaan tambang menandatangani MoU beasiswa dengan Pemda Kabupaten Sumbawa "
            "Barat, {hari}. Seratus pelajar akan dibiayai sampai lulus kuliah.",
            "Kepala dinas pendidikan M. Sahril Ode menyebut penerima dipilih lewat tes terbuka "
            "yang diawasi orang tua murid.",
            "Pihak perusahaan mengutamakan jurusan teknik, pertanian dan keperawatan.",
            "Pendaftaran dibuka mulai {depan} melalui sekolah masing-masing.(KA-02)",
        ),
    ),
    Draft(
        number=6120803,
        hours_ago=57,
        title="Balap Kuda Sumbawa Barat Lawan Dompu Berlangsung Seru",
        category="Olahraga",
        author="KA-03",
        paragraphs=(
            "Seteluk, KA.",
            "Pacuan kuda persahabatan antara pemilik kuda Sumbawa Barat dan Dompu berlangsung "
            "seru, {hari}. Ratusan penonton berdesakan di tepi lintasan.",
            "Kuda bernama Angin Rarung menjuarai kelas utama setelah unggul tipis pada tikungan "
            "terakhir.",
            "Panitia membatasi umur joki dan mewajibkan pelindung kepala.",
            "Hadiahnya dua ekor sapi yang disumbangkan pengusaha setempat.(KA-03)",
        ),
    ),
    Draft(
        number=6120790,
        hours_ago=81,
        title="Pengurus PKS KSB Dilantik, Siap Sambut Pemilihan",
        category="Politik",
        author="KA-02",
        paragraphs=(
            "Taliwang, KA.",
            "Pengurus PKS tingkat kabupaten dilantik di gedung serbaguna, {hari}. Ketua terpilih "
            "Ustaz Hamdan Jayadi menyerukan kader turun ke desa.",
            "Partai menyiapkan kelas penyuluhan bagi petani dan nelayan, dua kelompok yang "
            "disebutnya paling sering terlupakan.",
            "Pelantikan disaksikan pengurus wilayah dari Mataram.",
            "Acara ditutup dengan doa dan makan bersama.(KA-02)",
        ),
    ),
    Draft(
        number=6120771,
        hours_ago=105,
        title="Jalan Lingkar Jereweh Diperbaiki, Pengendara Diminta Sabar",
        category="Pemerintahan",
        author="KA-03",
        paragraphs=(
            "Jereweh, KA.",
            "Perbaikan jalan lingkar Jereweh dimulai {hari}. Kendaraan melintas bergantian pada "
            "satu lajur hingga pekerjaan selesai.",
            "Pelaksana lapangan Burhanuddin Selo memperkirakan pengaspalan tuntas dalam tiga "
            "pekan jika tidak turun hujan.",
            "Sopir angkutan mengeluhkan debu, karena itu kontraktor menyiram badan jalan dua kali "
            "sehari.",
            "Warga berharap drainase di sisi jalan sekaligus diperdalam.(KA-03)",
        ),
    ),
)
