"""The fields of cooperation that a text names; knows no rule and no place."""

import re
from collections.abc import Iterable

_SECTORS = {
    "waste": "sampah persampahan tpa tpst tps3r limbah sanitasi stbm komposting daur_ulang waste"
    " garbage recycling landfill",
    "water": "air_bersih air_minum air_baku mata_air spam pdam drainase irigasi penyulingan_air"
    " pengolahan_air water drainage irrigation",
    "environment": "lingkungan_hidup lingkungan iklim emisi karbon hutan mangrove konservasi"
    " terumbu_karang penghijauan danau environment mangroves climate forest reef",
    "disaster": "bencana kebencanaan mitigasi gempa peringatan_dini siaga_bencana bpbd disaster"
    " tsunami early_warning preparedness",
    "fire service": "damkar pemadam pemadam_kebakaran fire_engine fire_engines",
    "tourism": "pariwisata kepariwisataan wisata wisatawan turis desa_wisata homestay destinasi"
    " geopark kapal_pesiar dispar tourism tourist tourists visitors",
    "culture": "kebudayaan budaya seni kesenian tari tarian musik sanggar museum warisan_budaya"
    " cagar_budaya batik tenun keramik gerabah tradisi culture cultural heritage dance music arts",
    "education": "pendidikan edukasi pelatihan beasiswa pertukaran_pelajar sister_school sekolah"
    " pelajar siswa murid guru vokasi kursus bahasa education students pupils teachers scholarships"
    " scholarship training vocational school schools",
    "youth": "pemuda kepemudaan remaja olahraga youth sport sports",
    "health": "kesehatan stunting rumah_sakit puskesmas pasien dokter home_care homecare ambulans"
    " perawat lansia dinkes health hospital nurses clinic clinics",
    "trade": "perdagangan dagang ekspor impor misi_dagang bisnis pasokan memasok dipasok pemasok"
    " komoditas trade export exports supply",
    "investment": "investasi penanaman_modal investment",
    "economy": "perekonomian economy",
    "inflation": "inflasi inflation",
    "industry": "industri perindustrian",
    "msme": "umkm ukm ikm koperasi ekonomi_kreatif kerajinan perajin crafts",
    "agriculture": "pertanian petani organik perkebunan peternakan peternak ternak sapi"
    " agro_industri hortikultura kopi padi jagung bibit benih agriculture farming farmers cattle"
    " coffee livestock",
    "fisheries": "perikanan kelautan nelayan tambak rumput_laut lobster benur udang keramba fishery"
    " fisheries fishing seaweed",
    "food": "pangan beras cabai bawang telur sembako food rice",
    "governance": "pemerintahan tata_kelola reformasi_birokrasi rt_mandiri kelembagaan banmus"
    " pengawasan inspektorat kepegawaian governance",
    "public services": "pelayanan_publik mpp mal_pelayanan_publik perizinan adminduk kependudukan"
    " disdukcapil public_service public_services",
    "e-government": "smart_city spbe digital digitalisasi teknologi_informasi aplikasi"
    " e-government masterplan",
    "technology": "teknologi iptek riset inovasi technology",
    "housing": "perumahan permukiman pemukiman",
    "urban": "penataan_kota tata_ruang tata_kota perkotaan ruang_terbuka_hijau urban",
    "transport": "transportasi perhubungan pelabuhan bandara lrt brt trayek feri rute penerbangan"
    " dermaga kapal_cepat angkutan dishub parkir ferry flights route port harbour transport",
    "infrastructure": "infrastruktur jembatan ruas_jalan infrastructure bridge",
    "energy": "energi listrik pltsa mikrohidro panel_surya energy solar",
    "labour": "tenaga_kerja ketenagakerjaan pekerja pekerja_migran pekerja_musiman perawat magang"
    " pemagangan transmigrasi disnaker labour workers trainees",
    "border": "perbatasan tapal_batas lintas_batas batas_wilayah border",
    "market": "pasar_tradisional pasar_rakyat pedagang_kaki_lima pkl",
    "legislation": "perda raperda ranperda legislasi peraturan_daerah banmus bapemperda",
    "budget": "pajak_daerah retribusi pad pendapatan_asli_daerah banggar keuangan_daerah tax",
    "family welfare": "pkk posyandu kesejahteraan_keluarga dasawisma",
    "media": "jurnalis wartawan pers",
}  # fmt: skip
_CUE = re.compile(
    r"\b(?:ruang lingkup|lingkup|bidang|sektor|terkait|meliputi|mencakup|antara lain|diantaranya"
    r"|di antaranya|soal|tentang|fokus|area|fields?|sectors?)\b",
    re.IGNORECASE,
)
_BY_WORD = {
    word.replace("_", " "): sector for sector, words in _SECTORS.items() for word in words.split()
}
_WORDS = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True)) + r")(?:nya)?\b"
)


def known() -> tuple[str, ...]:
    """Every sector that an event can have, in the order of the alphabet."""
    return tuple(sorted(_SECTORS))


def has_cue(folded: str) -> bool:
    """Whether a sentence lists the subjects of something."""
    return bool(_CUE.search(folded))


def find(sentences: Iterable[str]) -> tuple[str, ...]:
    """The sectors named in folded sentences, in order of first mention."""
    named = (_BY_WORD[match[1]] for sentence in sentences for match in _WORDS.finditer(sentence))
    return tuple(dict.fromkeys(named))
