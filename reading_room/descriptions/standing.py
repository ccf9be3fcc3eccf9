"""The tables that hold where two places stand with each other."""

from .table import Table

_TIME = "YYYY-MM-DDTHH:MM:SSZ, UTC"

RELATIONS = Table(
    name="relations",
    about=(
        "Satu baris ialah dua daerah dan sejauh mana hubungannya.",
        "A row is two places and where they stand with each other.",
    ),
    columns={
        "id": ("Nomor hubungan.", "Number of the relation."),
        "a": ("Kode daerah pertama.", "Id of the first place."),
        "b": ("Kode daerah kedua.", "Id of the second place."),
        "kind": (
            "Jenis hubungan; kota kembar tetap kota kembar sampai berakhir.",
            "Kind of the tie; sister cities stay so until the tie ends.",
        ),
        "stage": (
            "Tahap yang tercapai oleh yang sudah terjadi.",
            "Stage that it has reached by what is done.",
        ),
        "first_seen": (f"Pertama diberitakan ({_TIME}).", f"First told of ({_TIME})."),
        "last_seen": (f"Terakhir diberitakan ({_TIME}).", f"Last told of ({_TIME})."),
        "events": (
            "Banyaknya peristiwa; beberapa berita tentang satu peristiwa dihitung satu.",
            "How many stories there were; several articles of one story count once.",
        ),
        "since": (
            "Tahun atau hari naskah pertama yang diketahui.",
            "Year or day of the first paper that is known.",
        ),
        "last_done": (
            "Hari kejadian terakhir yang sudah terjadi (YYYY-MM-DD).",
            "Day of the last happening that was done (YYYY-MM-DD).",
        ),
        "last_active": (
            "Hari kegiatan terakhir; rencana dihitung sejak diberitakan (YYYY-MM-DD).",
            "Day of the last activity; a plan counts from its report (YYYY-MM-DD).",
        ),
        "source": ("Daftar yang sudah mencatatnya.", "The list that knew it before."),
        "settled": (
            "0 = baris versi lama, dihitung ulang pada putaran berikutnya.",
            "0 = an older version's row, worked out anew at the next round.",
        ),
    },
    newest_by="last_seen",
)

KNOWN_TIES = Table(
    name="known_ties",
    about=(
        "Satu baris ialah hubungan yang sudah tercatat dalam daftar yang diimpor.",
        "A row is a tie that an imported list knows of.",
    ),
    columns={
        "a": ("Kode daerah pertama.", "Id of the first place."),
        "b": ("Kode daerah kedua.", "Id of the second place."),
        "kind": ("Jenis hubungan.", "What sort of tie it is."),
        "since": ("Tahun atau hari mulai.", "Year or day in which it began."),
        "until": ("Tahun atau hari berakhir.", "Year or day in which it ended or ends."),
        "source": ("Asal daftar.", "Where the row comes from."),
        "note": ("Keterangan lain dalam daftar.", "What else the list says."),
        "imported": (f"Pertama diimpor ({_TIME}).", f"First imported ({_TIME})."),
    },
    newest_by="imported",
)
