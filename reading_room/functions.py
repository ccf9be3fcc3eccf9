"""The function that our SQL calls to find places by any usual name; the SQL stands in `queries`."""

import re
import unicodedata
from functools import lru_cache

_TITLES = (
    "kota administrasi",
    "kota",
    "kabupaten administrasi",
    "kabupaten",
    "provinsi dki",
    "provinsi daerah istimewa",
    "provinsi",
    "dki",
    "daerah istimewa",
    "daerah khusus ibukota",
    "daerah khusus",
)
_LONG_FORMS = {
    "kab": "kabupaten",
    "pemkab": "kabupaten",
    "pemkot": "kota",
    "kotamadya": "kota",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "pemprov": "provinsi",
    "kep": "kepulauan",
}


def same_place(asked: str | None, name: str | None) -> bool:
    """Whether a person who asks for a place means the one with this canonical name.

    `bontang`, `Kota Bontang` and `KOTA BONTANG` mean `Kota Bontang`; `bogor` means both the city
    and the regency, `kab. bogor` only the regency. Accents and punctuation do not matter.
    """
    wanted, known = _fold(asked or ""), _fold(name or "")
    return bool(wanted) and (wanted == known or wanted in _bare(known))


@lru_cache(maxsize=8192)  # a search for a place asks for all of some two thousand names
def _fold(text: str) -> str:
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text).casefold()
        if not unicodedata.combining(letter)
    )
    return " ".join(_LONG_FORMS.get(word, word) for word in re.findall(r"\w+", plain))


def _bare(folded: str) -> set[str]:
    return {folded[len(title) + 1 :] for title in _TITLES if folded.startswith(f"{title} ")}
