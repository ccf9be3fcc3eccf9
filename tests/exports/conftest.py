"""An archive with stories of several kinds, places and outlets, and what is written from it."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sample_articles import BONTANG, COUNCIL, JEJU, JEPARA, NOW, PLACES, article, hit

from exports.formats import FORMATS
from kembar.model import Amount, Article, Happening, Judgement, Kind, Modality, Stage
from storage import articles, places
from storage.archive import Archive
from storage.clippings import Asked, edition, snapshot

SECRET = "Hanya teks penuh yang memuat kalimat pedagang kelontong ini."
"""Stands in the body of every article and in no judged sentence."""
MADE = datetime(2026, 12, 1, 2, tzinfo=UTC)

Save = Callable[..., Article]
Write = Callable[..., bytes]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    places.sync(opened, PLACES)
    yield opened
    opened.close()


@pytest.fixture
def save(archive: Archive) -> Save:
    """Store one flagged article; `facts` change its happening, the rest the article."""

    def saved(number: int, facts: dict[str, Any] | None = None, **changes: Any) -> Article:
        sentence = changes.pop("sentence", f"Kedua pemerintah meneken naskah nomor {number}.")
        text = f"{SECRET}\n\n{sentence}\n\nAcara usai siang itu."
        told = article(number, **{"text": text, **changes})
        plain: dict[str, Any] = {"kind": Kind.SISTER_CITY, "stage": Stage.MOU}
        plain |= {
            "modality": Modality.DONE,
            "date": date(2020, 1, 1) + timedelta(days=40 * number),
            "score": 3.0,
        }
        plain |= {"parties": (BONTANG, JEJU), "hits": (hit(told, sentence),)}
        one = Happening(**(plain | (facts or {})))
        judged = Judgement(flag=True, score=3, hits=one.hits, happenings=(one,))
        articles.save(
            archive, told, judged, subscriptions=(), backlog="tell", first_round=False, now=NOW
        )
        return told

    return saved


@pytest.fixture
def filled(save: Save) -> None:
    """Four stories: a twin tie told twice, a council's visit, a gift, talks that were denied."""
    signed = {"date": date(2026, 11, 23)}
    copied = "Kota Bontang dan Jeju resmi menjadi kota kembar pada Senin di balai kota."
    save(1, signed, sentence=copied, title="Bontang resmi berkembar dengan Jeju")
    save(
        2, signed, sentence=copied, title="Jeju dan Bontang kini kembar", site="lain.example",
        url="https://lain.example/2", published=NOW + timedelta(hours=2),
    )  # fmt: skip
    save(
        3,
        {"kind": Kind.STUDY_VISIT, "stage": Stage.VISIT, "parties": (COUNCIL, JEPARA)},
        title="=Dewan Pekalongan belajar ke Jepara",
        published=datetime(2026, 10, 31, 17, 30, tzinfo=UTC),  # 1 November in Jepara
    )
    save(
        4,
        {
            "kind": Kind.FOREIGN_AID, "stage": Stage.AGREEMENT, "parties": (JEJU, JEPARA),
            "amount": Amount(value=2_500_000, currency="USD"), "sectors": ("health",),
        },
        title="Jeju hibahkan alat kesehatan untuk Jepara",
        published=NOW - timedelta(days=60), published_precision="day",
    )  # fmt: skip
    save(
        5,
        {"kind": Kind.COOPERATION_TALKS, "stage": Stage.TALKS, "modality": Modality.DENIED,
         "parties": (BONTANG, JEPARA)},
        title="Bontang bantah jajaki Jepara", published=None, published_precision=None,
    )  # fmt: skip


@pytest.fixture
def write(archive: Archive) -> Write:
    """The bytes of an edition in a format; `asked` are the fields of `Asked`."""

    def written(name: str, language: str = "id", **asked: Any) -> bytes:
        out = io.BytesIO()
        with snapshot(archive):
            FORMATS[name].write(edition(archive, Asked(**asked), now=MADE), out, language)
        return out.getvalue()

    return written
