"""Organisations that mediate between governments: missions, ministries, foundations, leagues.

They stand in no table of places; an organisation is told by the word that its name begins with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kembar.model import Level, Party

from .mentions import Mention
from .reading import Passage, Reading

# What a written name begins with -> the kind in its id; None makes the id out of the whole name.
_HEADS: tuple[tuple[str, str | None], ...] = (
    (r"Kedutaan Besar|Kedubes|(?:Wakil )?Duta Besar|(?:Wakil )?Dubes|KBRI"
     r"|(?:Indonesian )?Embass(?:y|ies)(?: of)?", "embassy"),
    (r"Konsulat Jenderal|Konsulat|Konsul Jenderal|Konjen|KJRI|Consulate(?: General)?(?: of)?",
     "consulate"),
    (r"Kementerian|Kemen[a-z]{3,}|Kemlu|Ministry of|Direktorat Jenderal|Ditjen|Bappenas"
     r"|Yayasan|Lembaga|Asosiasi|Perhimpunan|Apeksi|APEKSI|Apkasi|APKASI|APPSI|Adeksi|ADEKSI"
     r"|Adkasi|ADKASI|AKKOPSI|Akkopsi|UCLG|CityNet|CITYNET|UNDP|UNICEF|Unicef|UN-Habitat"
     r"|Bank Dunia|World Bank|Perpamsi|PERPAMSI|Kadin|KADIN", None),
)  # fmt: skip
_OURS = re.compile(r"KBRI|KJRI|\bRI\b|Republik Indonesia|Indonesian")
_FULL = {
    "kemendagri": "Kementerian Dalam Negeri",
    "kemlu": "Kementerian Luar Negeri",
    "kemenlu": "Kementerian Luar Negeri",
}
_NAME = re.compile("|".join(f"(?P<head{number}>{head})" for number, (head, _) in enumerate(_HEADS)))
# The rest of a name: words with capitals, at most so many that no sentence is swallowed.
_REST = re.compile(
    rf"(?: (?:(?:of|the|and|dan) (?!{'|'.join(head for head, _ in _HEADS)})(?=[A-Z]))?"
    r"[A-Z][\w'’-]*){1,6}"
)
_SEAT = re.compile(r" (?:di|untuk|in|to|for) $")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation in a text; offsets count code points of the document."""

    start: int
    end: int
    party: Party
    """Its id begins with `id` or with the country that a mission or ministry belongs to."""


def find(passage: Passage, reading: Reading) -> Iterator[Organisation]:
    """The organisations of a sentence, in order."""
    document, sentence = reading.document, passage.sentence
    end = sentence.start
    for found in _NAME.finditer(document.text, sentence.start, sentence.end):
        if found.start() < end:
            continue
        number = next(n for n in range(len(_HEADS)) if found[f"head{n}"])
        rest = _REST.match(document.text, found.end(), sentence.end)
        end = rest.end() if rest else found.end()
        kind = _HEADS[number][1]
        if kind:
            end = _with_seat(end, passage.mentions, reading)
        start = found.start()
        inside = [
            mention
            for mention in passage.mentions
            if start <= document.starts[mention.name_first] < end
        ]
        yield Organisation(start, end, _party(document.text[start:end], kind, inside))


def _with_seat(end: int, mentions: Sequence[Mention], reading: Reading) -> int:
    """Where the name of a mission ends: `Kedutaan Besar RI di Seoul`, without what follows."""
    document = reading.document
    for mention in mentions:
        first = document.starts[mention.name_first]
        if first < end:
            continue
        if _SEAT.fullmatch(document.text[end:first]):
            return document.ends[mention.last - 1]
        break
    return end


def _party(written: str, kind: str | None, inside: Sequence[Mention]) -> Party:
    name = " ".join(written.split())
    abroad = next((m.place for m in inside if m.foreign), None)
    ours = bool(_OURS.search(name))
    area = "id" if abroad is None or ours else abroad.country.lower()
    if kind is None:
        first, _, rest = name.partition(" ")
        name = " ".join(part for part in (_FULL.get(first.lower(), first), rest) if part)
        return Party(id=f"{area}#{_slug(name)}", name=name, level=Level.AGENCY)
    seat = f"-{_slug(abroad.name)}" if ours and abroad else ""
    return Party(id=f"{area}#{kind}{seat}", name=name, level=Level.AGENCY)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
