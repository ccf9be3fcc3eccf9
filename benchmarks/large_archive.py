"""An archive of many made-up articles, filled through the storage's own functions, seeded."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import rules
from kembar.model import (
    Article,
    Happening,
    Hit,
    Judgement,
    Kind,
    Level,
    Modality,
    Outcome,
    Party,
    Place,
    Run,
    Stage,
)
from storage import articles, places, runs
from storage.archive import Archive

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
FLAGGED = 0.03
"""Share of articles with an event; on plain news it is below one in a hundred."""

_YEARS = 8
_SITES = 115
_BATCH = 2000  # articles in one transaction: the disk is not what is measured
_TOLD_AGAIN = 0.3  # share of flagged articles that another outlet tells too
_WORKING = 0.08  # share of plain articles in which somebody works together
_SYLLABLES = (
    "ba ca da ga ha ja ka la ma na pa ra sa ta wa be de ke me ne pe re se te bi di ki li mi ni pi "
    "ri si ti bu du ku lu mu nu pu ru su tu gung lan nan pan ran sang tang ber ter per mem"
)
_WORDS = [one + other for one in _SYLLABLES.split(" ") for other in _SYLLABLES.split(" ")]
_WEIGHTS = [1 / (rank + 10) for rank in range(len(_WORDS))]  # few words make most of a text
_SECTORS = ("waste", "tourism", "education", "health", "trade", "fisheries", "culture")


def fill(path: Path, number: int, *, flagged: float = FLAGGED, seed: int = 7) -> None:
    """Store so many articles of eight years from 115 sites, and the rounds that brought them."""
    draw = random.Random(seed)
    archive = Archive.open(path)
    gazetteer = rules.load().gazetteer.places
    places.sync(archive, gazetteer)
    home = [one for one in gazetteer if one.level in (Level.CITY, Level.REGENCY)]
    abroad = [one for one in gazetteer if one.level is Level.FOREIGN_CITY]
    made = _articles(draw, number, flagged, home, abroad)
    for start in range(0, number, _BATCH):
        with archive.write(durable=False):
            for _ in range(start, min(start + _BATCH, number)):
                article, judgement, now = next(made)
                articles.save(
                    archive, article, judgement, subscriptions=(), backlog="mute",
                    first_round=True, now=now,
                )  # fmt: skip
    with archive.write(durable=False):
        for site in range(_SITES):
            for day in range(200):
                at = NOW - timedelta(days=day)
                run = Run(site=_site(site), started=at, finished=at, outcome=Outcome.OK, listed=20)
                runs.finish(archive, runs.start(archive, run.site, at), run)
    archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    archive.close()


def _articles(
    draw: random.Random, number: int, flagged: float, home: list[Place], abroad: list[Place]
) -> Iterator[tuple[Article, Judgement, datetime]]:
    again: tuple[tuple[Place, ...], Kind, Stage] | None = None
    for n in range(number):
        at = NOW - timedelta(days=365 * _YEARS) * (1 - n / number)
        if again is None and draw.random() >= flagged:
            title, text = _prose(draw, 9), "\n\n".join(_prose(draw, 60) for _ in range(4))
            if draw.random() < _WORKING:
                text += "\n\nWarga dan dinas menjalin kerja sama."
            yield _article(n, draw, title, text, at), Judgement(flag=False, score=0), at
            continue
        told = again or _happening(draw, home, abroad)
        again = told if again is None and draw.random() < _TOLD_AGAIN else None
        yield (*_told(n, draw, told, at), at)


def _happening(
    draw: random.Random, home: list[Place], abroad: list[Place]
) -> tuple[tuple[Place, ...], Kind, Stage]:
    # Few places are in the news often: the square of a draw prefers the first.
    one = home[int(draw.random() ** 2 * len(home))]
    other = draw.choice(abroad) if draw.random() < 0.4 else draw.choice(home)
    return (one, other), draw.choice(list(Kind)), draw.choice(list(Stage))


def _told(
    n: int, draw: random.Random, told: tuple[tuple[Place, ...], Kind, Stage], at: datetime
) -> tuple[Article, Judgement]:
    (one, other), kind, stage = told
    title = f"{one.name} dan {other.name} {_prose(draw, 3)}"
    sentence = f"{one.name} dan {other.name} membahas kerja sama kota kembar {_prose(draw, 8)}"
    text = "\n\n".join((_prose(draw, 40), sentence, *(_prose(draw, 60) for _ in range(3))))
    start = len(title) + 2 + text.index(sentence)
    hit = Hit(rule="bench", score=9, start=start, end=start + len(sentence), sentence=sentence)
    parties = tuple(Party(id=p.id, name=p.name, level=p.level) for p in (one, other))
    happening = Happening(
        kind=kind, stage=stage, modality=Modality.DONE, parties=parties, score=9, hits=(hit,),
        sectors=(draw.choice(_SECTORS),),
    )  # fmt: skip
    judgement = Judgement(flag=True, score=9, hits=(hit,), happenings=(happening,))
    return _article(n, draw, title, text, at), judgement


def _article(n: int, draw: random.Random, title: str, text: str, at: datetime) -> Article:
    site = _site(draw.randrange(_SITES))
    return Article(
        url=f"https://{site}/{n}", site=site, title=title, text=text, published=at,
        published_precision="minute",
    )  # fmt: skip


def _site(number: int) -> str:
    return f"outlet{number}.example"


def _prose(draw: random.Random, words: int) -> str:
    return " ".join(draw.choices(_WORDS, _WEIGHTS, k=words)).capitalize() + "."
