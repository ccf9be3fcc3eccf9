"""Sentences with the telling words marked, and texts with the judged sentences marked."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

_TITLE = re.compile(
    r"^(?:DPRD |TP PKK )?(?:Kota Administrasi|Kota|Kabupaten Administrasi|Kabupaten|Provinsi DKI|"
    r"Provinsi|Daerah Istimewa|Daerah Khusus Ibukota|Daerah Khusus) ",
    re.IGNORECASE,
)

_BREAK = "\n\n"

# What a reader looks for first in such a sentence; the rules themselves keep whole sentences.
_TELLING = (
    r"kota kembar", r"kota bersaudara", r"sister[ -](?:city|cities|province|regency|port|school)",
    r"twin (?:city|cities|town)", r"twinning", r"(?:nota )?kesepa(?:haman|katan)",
    r"mou", r"memorandum(?: of understanding)?", r"surat minat", r"letters? of intent", r"loi",
    r"pernyataan kehendak", r"perjanjian(?: kerja ?sama)?", r"pks", r"(?:be)?kerja ?sama",
    r"kunjungan(?: kerja)?", r"studi (?:banding|tiru)", r"study visits?", r"cooperation",
    r"menjajaki", r"penjajakan", r"menandatangani", r"penandatanganan", r"ditandatangani",
    r"meneken", r"(?:di)?teken", r"hibah", r"bantuan", r"(?:mem|di)perpanjang",
    r"perpanjangan", r"agreements?", r"signed", r"grants?",
)  # fmt: skip


def bare(name: str) -> str:
    """A place's name without its title: `Kota Bontang` -> `Bontang`."""
    return _TITLE.sub("", name)


def marked(sentence: str | None, names: Iterable[str], words: str = "") -> Markup:
    """A sentence with the names of places, the telling words and the words searched for marked.

    `names` are canonical names, `words` is what a reader typed into the search.
    """
    searched = [word.strip('"*') for word in words.split()]
    wanted = [re.escape(text) for text in (*map(bare, names), *searched) if text]
    wanted.sort(key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join([*wanted, *_TELLING])})(?!\w)", re.IGNORECASE)
    shown, at = [], 0
    text = sentence or ""
    for found in pattern.finditer(text):
        shown += [escape(text[at : found.start()]), Markup("<mark>{}</mark>").format(found[0])]
        at = found.end()
    return Markup("").join([*shown, escape(text[at:])])


def highlighted(
    title: str, text: str, hits: Sequence[dict[str, Any]]
) -> tuple[Markup, list[Markup]]:
    """Title and paragraphs of an article with the sentences of its hits marked.

    Offsets count code points of title, blank line, text. A hit's first piece has the id `h` and
    its number, so that a fact can point at its sentence.
    """
    full = f"{title}{_BREAK}{text}"
    paragraphs = []
    start = len(title) + len(_BREAK)
    for paragraph in text.split(_BREAK):
        paragraphs.append(_between(full, hits, start, start + len(paragraph)))
        start += len(paragraph) + len(_BREAK)
    return _between(full, hits, 0, len(title)), paragraphs


def _between(full: str, hits: Sequence[dict[str, Any]], start: int, end: int) -> Markup:
    """A stretch of the text; hits that overlap are cut where they meet."""
    points = {start, end}
    for hit in hits:
        points |= {min(max(hit[side], start), end) for side in ("start", "end")}
    edges = sorted(points)
    pieces = []
    for left, right in pairwise(edges):
        over = [hit for hit in hits if hit["start"] <= left and right <= hit["end"]]
        opened = [hit for hit in over if hit["start"] == left]
        anchors = Markup("").join(Markup('<span id="h{}"></span>').format(h["id"]) for h in opened)
        form = "{}<mark>{}</mark>" if over else "{}{}"
        pieces.append(Markup(form).format(anchors, full[left:right]))
    return Markup("").join(pieces)
