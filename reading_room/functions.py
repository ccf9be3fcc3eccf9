"""The functions that our SQL calls: a person's words made safe for FTS5, places by any usual name.

Pure Python over strings; the SQL that uses them stands in `queries`.
"""

import re
import unicodedata
from functools import lru_cache

_ASKED = re.compile(r'"([^"]*)"|([^\s"]+)')
_MOST_WORDS = 32  # FTS5 refuses an expression of 256 nodes; nobody types this many words

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


def match_words(asked: str | None) -> str:
    """An FTS5 query that finds every word of what a person typed, and never is a syntax error.

    Words are looked for as they are, `"two words"` as a phrase, `kerja*` as a beginning.
    Operators (`AND`, `-`, `:`) mean nothing special. Without any word it finds nothing.
    """
    parts = []
    for phrase, word in _ASKED.findall((asked or "").replace("\0", " ")):
        text = phrase or word
        if any(letter.isalnum() for letter in text):
            begins = word.endswith("*")
            parts.append(f'"{text.rstrip("*")}"' + ("*" if begins else ""))
    return " ".join(parts[:_MOST_WORDS]) or '""'


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
