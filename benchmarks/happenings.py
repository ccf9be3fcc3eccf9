"""Flagged articles without crawl and rules, for what measures delivery; each is its own story."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kembar.model import (
    Article,
    Happening,
    Hit,
    Judgement,
    Kind,
    Level,
    Modality,
    Party,
    Stage,
    Subscription,
)
from storage import articles, outbox
from storage.archive import Archive

_SENTENCE = "Wali kota menandatangani nota kesepahaman kota kembar dengan gubernur Jeju."
_PARTIES = (
    Party(id="64.74", name="Kota Bontang", level=Level.CITY),
    Party(id="kr:jeju", name="Jeju", level=Level.FOREIGN_REGION),
)


def store(archive: Archive, number: int, channels: Sequence[str], now: datetime) -> str:
    """Store one flagged article that is due on all channels; return its alert's eight digits."""
    told = Article(
        url=f"https://berita.example/{number}",
        site="berita.example",
        title=f"Bontang dan Jeju jadi kota kembar, bagian {number}",
        text=f"Bontang, Senin pagi.\n\n{_SENTENCE}\n\nAcara ditutup dengan makan siang.",
        published=now,
        published_precision="minute",
        language="id",
    )
    start = f"{told.title}\n\n{told.text}".index(_SENTENCE)
    hit = Hit(
        rule="twin.named", score=3, start=start, end=start + len(_SENTENCE), sentence=_SENTENCE
    )
    # A day of its own for each, far from the next one's, so that no two are one happening.
    happening = Happening(
        kind=Kind.SISTER_CITY, stage=Stage.MOU, modality=Modality.DONE, parties=_PARTIES,
        date=date(1500, 1, 1) + timedelta(days=40 * (number % 5000)), score=3.0, hits=(hit,),
    )  # fmt: skip
    saved = articles.save(
        archive, told,
        Judgement(flag=True, score=3.0, hits=(hit,), happenings=(happening,)),
        subscriptions=[Subscription(channel=name) for name in channels],
        backlog="tell", first_round=False, now=now,
    )  # fmt: skip
    if saved.story_id is None:
        raise AssertionError(f"article {number} made no story")
    return outbox.alert_key(saved.story_id)[:8]
