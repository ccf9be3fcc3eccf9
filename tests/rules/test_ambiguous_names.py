"""Names that are also words, persons, twins, parts of longer names, directions or villages."""

import pytest

from rules import RuleSet, tokens
from rules.mentions import Mention
from rules.places import find


def mentions(
    ruleset: RuleSet, text: str, title: str = "", home: str | None = None
) -> list[Mention]:
    return find(tokens.read(title, text, ruleset.splits), ruleset.gazetteer, home=home)


def acting(ruleset: RuleSet, text: str, home: str | None = None) -> list[str]:
    found = mentions(ruleset, text, home=home)
    return [m.place.name for m in found if not (m.held or m.location or m.dateline)]


@pytest.mark.parametrize(
    "text",
    [
        "Sebuah batu besar menutup jalan desa.",
        "Batu Besar Menutup Jalan Desa",
        "Palu Sidang Diketuk Tiga Kali",
        "Ribuan Prajurit Gugur di Medan Pertempuran",
        "Upacara digelar di Jalan Medan Merdeka.",
        "Pencuri Serang Penjaga Malam",
        "Puncak arus mudik jatuh hari Sabtu.",
        "Metro Malam melaporkan kemacetan.",
        "Landak masuk kebun warga.",
        "Bone yang dijual itu buatan lokal.",
        "Buru pelaku, polisi sebar foto.",
        "Pati dan gula naik harganya.",
        "Batang pohon tumbang menimpa mobil.",
        "Paser dan tombak dipamerkan.",
        "Malaka menjadi selat tersibuk.",
        "Toba pulp naik harga.",
        "Muba hadir bersama keluarganya.",
        "Mitra kerja kami tersebar di banyak daerah.",
        "Kabupaten mitra kami akan bertambah.",
    ],
)
def test_a_word_is_no_government(ruleset: RuleSet, text: str) -> None:
    assert acting(ruleset, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bapak Bintan mengajar di sana.",
        "kata Bima saat ditemui.",
        "Menurut Banjar, jalan itu rusak.",
        "Pak Agam dan Bu Natuna pulang.",
        "Bima Arya bicara soal kota masa depan.",
        "Konser Bima Sakti ditunda.",
        "Muna menjahit sendiri bajunya.",
        "Samosir mencetak dua gol.",
        "H. Kampar memimpin doa.",
        "Ujar Lingga, panen tahun ini bagus.",
    ],
)
def test_a_person_is_no_government(ruleset: RuleSet, text: str) -> None:
    assert acting(ruleset, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Truk terguling di Jalan Solo.",
        "RSUD Kota Bogor menambah ranjang.",
        "Bank Sulteng membuka cabang.",
        "Semen Padang membagi laba.",
        "Soto Banjar dan Nasi Padang laris.",
        "Rumah Makan Padang itu buka malam.",
        "Persib Bandung menang tipis.",
        "Universitas Malang mewisuda ribuan orang.",
        "Universitas Negeri Semarang meneliti padi.",
        "Kejari Kudus memanggil saksi.",
        "Polres Kota Batu menjaga lebaran.",
        "Batik Solo dan Tenun Sumba diborong.",
        "Kopi Toraja dan Kopi Gayo Lues dilelang.",
        "Stasiun Tegal direnovasi.",
        "KPU Kabupaten Pati menghitung ulang.",
        "Bandung Institute of Technology meluncurkan satelit.",
        "Bali United bermain imbang.",
        "Kesultanan Ternate menyimpan naskah.",
        "Keraton Yogyakarta menggelar grebeg.",
        "Tol Semarang macet.",
    ],
)
def test_what_bears_a_places_name_is_no_government(ruleset: RuleSet, text: str) -> None:
    assert acting(ruleset, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kecamatan Kediri dan Kelurahan Jepara tergenang.",
        "Desa Batu memanen jagung.",
        "Kec. Serang dibangun jembatan.",
        "Kampung Sumenep rapi.",
        "Nagari Solok bergotong royong.",
        "Warga Demak dan petani Kendal panen.",
        "Rombongan tiba di Blora.",
        "Danau Toba surut.",
        "Laut Natuna tenang.",
    ],
)
def test_a_village_or_a_spot_is_no_government(ruleset: RuleSet, text: str) -> None:
    assert acting(ruleset, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bupati Sumbawa Barat hadir.", ["Kabupaten Sumbawa Barat"]),
        ("Bupati Sumbawa hadir.", ["Kabupaten Sumbawa"]),
        ("Pemkab Bandung Barat hadir.", ["Kabupaten Bandung Barat"]),
        ("Pemkab Padang Pariaman hadir.", ["Kabupaten Padang Pariaman"]),
        ("Pemko Padang Panjang hadir.", ["Kota Padang Panjang"]),
        ("Bupati Solok Selatan hadir.", ["Kabupaten Solok Selatan"]),
        ("Bupati Bangka Barat hadir.", ["Kabupaten Bangka Barat"]),
        ("Bupati Bone Bolango hadir.", ["Kabupaten Bone Bolango"]),
        ("Bupati Luwu Utara hadir.", ["Kabupaten Luwu Utara"]),
        ("Wali Kota Banda Aceh hadir.", ["Kota Banda Aceh"]),
        ("Gubernur Papua Barat Daya hadir.", ["Provinsi Papua Barat Daya"]),
        ("Gubernur Kalimantan Timur hadir.", ["Provinsi Kalimantan Timur"]),
        ("Pemprov Jawa Barat hadir.", ["Provinsi Jawa Barat"]),
        ("Bupati Penajam Paser Utara hadir.", ["Kabupaten Penajam Paser Utara"]),
        ("Wali Kota Subang Jaya, Malaysia, hadir.", ["Subang Jaya"]),
    ],
)
def test_the_longest_name_hides_those_within(ruleset: RuleSet, text: str, names: list[str]) -> None:
    assert acting(ruleset, text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tamu tiba dari Banjar, Kalimantan Selatan.", "Kabupaten Banjar"),
        ("Tamu tiba dari Banjar (Jawa Barat).", "Kota Banjar"),
        ("Bupati Mura, Kalteng, hadir.", "Kabupaten Murung Raya"),
        ("Bupati Mura, Sumsel, hadir.", "Kabupaten Musi Rawas"),
    ],
)
def test_the_province_behind_tells_which_of_two_is_meant(
    ruleset: RuleSet, text: str, name: str
) -> None:
    assert mentions(ruleset, text)[0].place.name == name
    assert mentions(ruleset, text)[0].held is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tamu ke Bekasi. Wali Kota Bekasi senang.", "Kota Bekasi"),
        ("Tamu ke Bekasi. Bupati Bekasi senang.", "Kabupaten Bekasi"),
        ("Pemkab Semarang hadir. Semarang siap.", "Kabupaten Semarang"),
        ("Tamu memuji Palu. Pemkot Palu senang.", "Kota Palu"),
        ("Batang siap. Bupati Batang senang.", "Kabupaten Batang"),
    ],
)
def test_a_bare_name_means_what_the_text_gives_a_title(
    ruleset: RuleSet, text: str, name: str
) -> None:
    found = mentions(ruleset, text)

    assert {m.place.name for m in found} == {name}
    assert not any(m.held for m in found)


def test_a_bare_name_of_an_open_kind_takes_the_outlets_own_area(ruleset: RuleSet) -> None:
    assert acting(ruleset, "Tamu ke Kediri pagi itu.", home="35.06") == ["Kabupaten Kediri"]
    assert acting(ruleset, "Tamu ke Kediri pagi itu.", home="35.71") == ["Kota Kediri"]


def test_a_doubtful_name_in_small_letters_is_a_place_behind_a_body_of_places(
    ruleset: RuleSet,
) -> None:
    assert acting(ruleset, "rombongan dprd batu tiba") == ["Kota Batu"]
    assert acting(ruleset, "rombongan batu tiba") == []
