"""Articles and judgements for tests of storage and alerts, written by us."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kembar.model import (
    Article,
    Happening,
    Hit,
    Judgement,
    Kind,
    Level,
    Modality,
    Party,
    Place,
    Role,
    Stage,
)

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""10:00 WIB, 11:00 WITA."""

BONTANG = Party(id="64.74", name="Kota Bontang", level=Level.CITY)
JEJU = Party(id="kr:jeju", name="Jeju", level=Level.FOREIGN_REGION)
COUNCIL = Party(id="33.26#dprd", name="DPRD Kabupaten Pekalongan", level=Level.AGENCY)
JEPARA = Party(id="33.20", name="Kabupaten Jepara", level=Level.REGENCY)

PLACES = (
    Place(id="64", code="64", name="Provinsi Kalimantan Timur", level=Level.PROVINCE),
    Place(id="64.74", code="64.74", name="Kota Bontang", level=Level.CITY, parent="64"),
    Place(id="33", code="33", name="Provinsi Jawa Tengah", level=Level.PROVINCE),
    Place(id="33.20", code="33.20", name="Kabupaten Jepara", level=Level.REGENCY, parent="33"),
    Place(id="33.26", code="33.26", name="Kabupaten Pekalongan", level=Level.REGENCY, parent="33"),
    Place(id="kr", name="Korea Selatan", level=Level.COUNTRY, country="KR"),
    Place(
        id="kr:jeju", name="Jeju", level=Level.FOREIGN_REGION, parent="kr", country="KR",
        latitude=33.4, longitude=126.5,
    ),
)  # fmt: skip

SENTENCE = "Wali kota menandatangani nota kesepahaman kota kembar dengan gubernur Jeju."


def article(number: int = 1, **changes: Any) -> Article:
    """One article of `berita.example`; numbers give different addresses and titles."""
    plain = Article(
        url=f"https://berita.example/{number}",
        site="berita.example",
        title=f"Bontang dan Jeju jadi kota kembar, bagian {number}",
        text=f"Bontang, Senin pagi.\n\n{SENTENCE}\n\nAcara ditutup dengan makan siang.",
        published=NOW,
        published_raw="24/11/2026 10:00 WIB",
        published_precision="minute",
        language="id",
    )
    return replace(plain, **changes)


def hit(told: Article, sentence: str = SENTENCE, rule: str = "twin.named", score: float = 3) -> Hit:
    """A hit with exact offsets into the article."""
    start = f"{told.title}\n\n{told.text}".index(sentence)
    return Hit(rule=rule, score=score, start=start, end=start + len(sentence), sentence=sentence)


def happening(
    told: Article, parties: Sequence[Party] = (BONTANG, JEJU), **changes: Any
) -> Happening:
    """A sister city signed by the parties, on a day of its own for each article's number."""
    number = int(told.url.rpartition("/")[2])
    plain = Happening(
        kind=Kind.SISTER_CITY,
        date=date(2020, 1, 1) + timedelta(days=40 * number),
        stage=Stage.MOU,
        modality=Modality.DONE,
        parties=tuple(parties),
        score=3.0,
        hits=(hit(told),),
    )
    return replace(plain, **changes)


def flagged(told: Article, *happenings: Happening) -> Judgement:
    """A judgement that flags the article for these happenings; by default the sister city."""
    chosen = happenings or (happening(told),)
    return Judgement(
        flag=True, score=3.0, hits=tuple(h for x in chosen for h in x.hits), happenings=chosen
    )


UNFLAGGED = Judgement(flag=False, score=0.0)


def broker(party: Party) -> Party:
    """The same place as a broker."""
    return replace(party, role=Role.BROKER)
