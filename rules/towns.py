"""Towns abroad that only count in a text that names their country; knows names, not who acts."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from . import words
from .tokens import Document, split_words
from .trie import Trie

TABLE = Path(__file__).with_name("towns.tsv")
"""Names of some 41,000 towns, a country a line (GeoNames, CC BY 4.0)."""

_PLACING = frozenset({"di", "ke", "dari", "asal", "menuju", "in", "at", "from", "to", "of"})
_JOINING = frozenset(
    {"dengan", "dan", "antara", "bersama", "gandeng", "menggandeng", "with", "and", "between"}
)
_TITLES = frozenset(
    {"kota", "pemkot", "pemerintah", "mayor", "city", "distrik", "prefektur", "perbandaran",
     "bandaraya", "majlis", "daerah"}
)  # fmt: skip
_PAIRED = frozenset({"-", "–", "—"})


def spans(document: Document, taken: set[int], country: str) -> Iterator[tuple[int, int]]:
    """First word and word after the last of each town of a country that the text surely names.

    A name counts where a title, a preposition or its country stands beside it, and nowhere if it
    is also somebody's surname.
    """
    towns = _towns().get(country)
    if towns is None:
        return
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for first, last, _ in _trie(country).scan(document.words):
        if document.capital(first) and taken.isdisjoint(range(first, last)):
            found.setdefault(tuple(document.words[first:last]), []).append((first, last))
    for where in found.values():
        signs = [_sign(document, first) for first, _ in where]
        if "title" in signs or ("place" in signs and "person" not in signs):
            yield where[0]


def is_placed(document: Document, first: int) -> bool:
    """Whether a word or a title that leads to a place stands before a name."""
    return _sign(document, first) in ("title", "place")


def _sign(document: Document, first: int) -> str:
    """What stands before a name: `title`, `place`, `person`, or nothing that tells."""
    if first == 0:
        return ""
    if document.gap(first) in _PAIRED:
        return "place" if document.capital(first - 1) else ""
    if document.gap(first):
        return ""
    before = document.words[first - 1]
    if before in _TITLES or document.words[max(0, first - 2) : first] == ("wali", "kota"):
        return "title"
    if before in words.SPEECH:
        return "person"
    if before in _PLACING or before in _JOINING:
        return "place"
    headline = document.starts[first] < document.title_end
    return "person" if document.capital(first - 1) and not headline else ""


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    """Country -> its names, still as one line: most countries are never asked for."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {country: names for country, _, names in pairs}


def warm() -> None:
    """Build the tables of all countries: for a process that others are forked from."""
    for country in _towns():
        _trie(country)


@cache
def _trie(country: str) -> Trie[bool]:
    trie: Trie[bool] = Trie()
    for name in _towns()[country].split("|"):
        trie.add(split_words(name), True)
    return trie
