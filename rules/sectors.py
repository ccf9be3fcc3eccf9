"""The fields of cooperation that a text names; knows no rule and no place."""

import re
from collections.abc import Iterable

_SECTORS = {
    "waste": "sampah persampahan tpa tpst tps3r limbah sanitasi stbm waste",
    "water": "air_bersih air_minum spam pdam drainase irigasi water",
    "environment": "lingkungan_hidup lingkungan iklim emisi hutan konservasi environment",
    "disaster": "bencana kebencanaan mitigasi gempa banjir disaster",
    "fire service": "damkar pemadam pemadam_kebakaran",
    "tourism": "pariwisata kepariwisataan wisata turis tourism",
    "culture": "kebudayaan budaya seni kesenian culture cultural",
    "education": "pendidikan edukasi pelatihan beasiswa pertukaran_pelajar sister_school sekolah"
    " magang education",
    "youth": "pemuda kepemudaan olahraga youth",
    "health": "kesehatan perawat stunting rumah_sakit home_care homecare ambulans health",
    "trade": "perdagangan dagang ekspor misi_dagang bisnis trade",
    "investment": "investasi penanaman_modal investment",
    "economy": "ekonomi perekonomian inflasi economy",
    "industry": "industri perindustrian",
    "msme": "umkm ukm ikm koperasi ekonomi_kreatif",
    "agriculture": "pertanian petani organik perkebunan peternakan agro_industri hortikultura"
    " agriculture",
    "fisheries": "perikanan kelautan nelayan",
    "food": "pangan beras cabai bawang",
    "governance": "pemerintahan tata_kelola reformasi_birokrasi rt_mandiri kelembagaan banmus",
    "public services": "pelayanan_publik mpp mal_pelayanan_publik perizinan adminduk kependudukan",
    "e-government": "smart_city spbe digital digitalisasi teknologi_informasi aplikasi"
    " e-government masterplan",
    "technology": "teknologi iptek riset inovasi technology",
    "housing": "perumahan permukiman pemukiman",
    "urban": "penataan_kota tata_ruang perkotaan urban",
    "transport": "transportasi perhubungan pelabuhan bandara lrt brt transport",
    "energy": "energi listrik pltsa energy",
    "labour": "tenaga_kerja ketenagakerjaan pekerja pekerja_migran pekerja_musiman perawat labour",
    "market": "pasar",
    "legislation": "perda raperda ranperda legislasi peraturan_daerah",
    "budget": "anggaran apbd",
    "family welfare": "pkk posyandu kesejahteraan_keluarga",
    "media": "media jurnalis wartawan pers",
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


def has_cue(folded: str) -> bool:
    """Whether a sentence lists the subjects of something."""
    return bool(_CUE.search(folded))


def find(sentences: Iterable[str]) -> tuple[str, ...]:
    """The sectors named in folded sentences, in order of first mention."""
    named = (_BY_WORD[match[1]] for sentence in sentences for match in _WORDS.finditer(sentence))
    return tuple(dict.fromkeys(named))
